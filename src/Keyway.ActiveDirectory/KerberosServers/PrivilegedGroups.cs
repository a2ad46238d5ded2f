using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Groups whose members get no tickets whatever the lists say.</summary>
internal static class PrivilegedGroups
{
    // S-1-5-32-: Administrators, Account, Server, Print and Backup Operators, Replicator.
    private static readonly uint[] OfBuiltin = [544, 548, 549, 550, 551, 552];

    // Enterprise Read-only Domain Controllers, Domain Admins, Domain Controllers, Cert Publishers, Schema Admins, Enterprise Admins, Read-only Domain Controllers, Key Admins, Enterprise Key Admins.
    private static readonly uint[] OfDomain = [498, 512, 516, 517, 518, 519, 521, 526, 527];

    /// <summary>Schema and Enterprise Admins live in the forest's root domain, so that the domain part is not compared.</summary>
    public static bool Contains(SecurityIdentifier group) => group.IsDomainAccount
        ? Array.IndexOf(OfDomain, group.RelativeIdentifier) >= 0
        : group is { Authority: 5, SubAuthorities: [32, var builtin] } && Array.IndexOf(OfBuiltin, builtin) >= 0;

    /// <summary>The SIDs that they have in a domain; not every domain has each.</summary>
    public static IEnumerable<SecurityIdentifier> In(SecurityIdentifier domain) =>
        OfBuiltin.Select(rid => SecurityIdentifier.Parse($"S-1-5-32-{rid}").Value).Concat(OfDomain.Select(domain.Child));
}
