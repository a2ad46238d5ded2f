using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;

namespace Keyway.Server.KerberosServers;

/// <summary>
/// Who may have a partial TGT: what a domain controller asks when a read-only one wants a user's secrets ([MS-DRSR] 4.1.10.5.14,
/// RevealSecretsForUserAllowed), asked before the ticket is minted, and a few accounts that get none whatever the lists say.
/// </summary>
internal static class RevealPolicy
{
    private const uint AdministratorRid = 500;
    private const uint KrbtgtRid = 502;

    // Groups of a domain that AdminSDHolder protects or that the vendor denies by default: Enterprise Read-only Domain Controllers, Domain Admins,
    // Domain Controllers, Cert Publishers, Schema Admins, Enterprise Admins, Read-only Domain Controllers, Key Admins, Enterprise Key Admins.
    private static readonly HashSet<uint> PrivilegedDomainGroups = [498, 512, 516, 517, 518, 519, 521, 526, 527];

    // S-1-5-32-: Administrators, Account, Server, Print and Backup Operators, Replicator.
    private static readonly HashSet<uint> PrivilegedBuiltinGroups = [544, 548, 549, 550, 551, 552];

    /// <summary>Null when this Kerberos server may mint for the person, else the first rule that says no.</summary>
    /// <param name="groups">All groups, nested ones and the primary one too.</param>
    public static Refusal? Check(OnPremisesAccount account, IReadOnlySet<SecurityIdentifier> groups, KerberosServer server)
    {
        if (account.DomainDnsName != server.Domain || !account.Sid.IsDomainAccount || !account.Sid.Parent.Equals(server.DomainSid))
            return new Refusal(Catalogue.KerberosServers.SidOfOtherDomain, account.Sid.ToString());
        if (IsDomainSecret(account))
            return new Refusal(Catalogue.KerberosServers.DomainSecretAccount, account.SamAccountName);
        if (account.Privileged || account.Sid.RelativeIdentifier == AdministratorRid)
            return new Refusal(Catalogue.KerberosServers.PrivilegedAccount);
        if (groups.FirstOrDefault(IsPrivileged) is { } privileged)
            return new Refusal(Catalogue.KerberosServers.PrivilegedAccount, privileged.ToString());
        if (server.DeniedSids.Contains(account.Sid) || groups.Any(server.DeniedSids.Contains))
            return new Refusal(Catalogue.KerberosServers.DenyListed);
        return server.AllowedSids.Contains(account.Sid) || groups.Any(server.AllowedSids.Contains)
            ? null
            : new Refusal(Catalogue.KerberosServers.NotAllowed);
    }

    // Accounts whose keys are the domain's own: Kerberos services, machines and trusts, and the ones that read every secret by replication.
    private static bool IsDomainSecret(OnPremisesAccount account) =>
        account.Sid.RelativeIdentifier == KrbtgtRid
        || account.SamAccountName.EndsWith('$')
        || account.SamAccountName.Equals("krbtgt", StringComparison.OrdinalIgnoreCase)
        || account.SamAccountName.StartsWith("krbtgt_", StringComparison.OrdinalIgnoreCase)
        || account.SamAccountName.StartsWith("MSOL_", StringComparison.OrdinalIgnoreCase);

    // Schema and Enterprise Admins live in the forest's root domain, so that their domain part is not compared.
    private static bool IsPrivileged(SecurityIdentifier group) =>
        group.IsDomainAccount
            ? PrivilegedDomainGroups.Contains(group.RelativeIdentifier)
            : group is { Authority: 5, SubAuthorities: [32, var builtin] } && PrivilegedBuiltinGroups.Contains(builtin);
}
