using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Connect.Domain;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>
/// Reads the key by replication: as the Kerberos server's own account when its file is there, which needs no right beyond those of that account;
/// else, or when that is refused, as the account that signed in.
/// </summary>
internal sealed class KeyReading(DomainSession domain, DomainCredential.Password? account, TimeProvider time)
{
    /// <summary>The key and, in words, as whom it was read.</summary>
    public async Task<Result<(KerberosServerSecret Secret, string As)>> ReadAsync(KerberosServerDescription server, CancellationToken cancellationToken)
    {
        if (account is null || account == domain.Credential)
            return (await ReadAsAsync(domain.Credential, server, cancellationToken)).TryGet(out var secret, out var refusal) ? (secret, Name(domain.Credential)) : refusal;

        if ((await ReadAsAsync(account, server, cancellationToken)).TryGet(out var own, out var ownRefusal))
            return (own, Name(account));
        return (await ReadAsAsync(domain.Credential, server, cancellationToken)).TryGet(out var other, out _)
            ? (other, $"{Name(domain.Credential)}, because {Name(account)} could not: {ownRefusal.Code}")
            : ownRefusal;
    }

    private async Task<Result<KerberosServerSecret>> ReadAsAsync(DomainCredential credential, KerberosServerDescription server, CancellationToken cancellationToken) =>
        await new ReplicatedKeySource(domain.DomainController, credential, server.DomainDnsName, time).ReadAsync(server, cancellationToken);

    private static string Name(DomainCredential credential) => credential is DomainCredential.Password password ? password.UserPrincipalName : "the holder of the Kerberos tickets";
}
