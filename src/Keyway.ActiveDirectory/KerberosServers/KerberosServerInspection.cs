using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Looks at a Kerberos server and everything in the domain that could stand in its way. Writes nothing; any account of the domain may run it.</summary>
public sealed class KerberosServerInspection(DomainConnection connection)
{
    /// <summary>The findings, also when there is no Kerberos server at all.</summary>
    public Task<Result<KerberosServerFindings>> InspectAsync(string name = KerberosServerNames.DefaultName, CancellationToken cancellationToken = default) =>
        Task.FromResult<Result<KerberosServerFindings>>(new Refusal(Catalogue.General.Uninitialised, connection.DomainController.HostName + name));
}
