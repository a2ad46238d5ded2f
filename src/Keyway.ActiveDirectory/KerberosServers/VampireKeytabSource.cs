using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Reads the key by replication of the one object, by Samba's <c>net rpc vampire keytab</c>.</summary>
public sealed class VampireKeytabSource(DomainController domainController, DomainCredential credential, TimeProvider time) : IKerberosServerKeySource
{
    private readonly DomainController _domainController = domainController;
    private readonly DomainCredential _credential = credential;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    public Task<Result<KerberosServerSecret>> ReadAsync(KerberosServerDescription server, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
