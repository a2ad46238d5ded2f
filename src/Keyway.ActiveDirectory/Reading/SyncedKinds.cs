using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Tells people, security groups and computers from what must never be synced: krbtgt accounts, domain controllers, managed service accounts, trusts, distribution lists.</summary>
internal static class SyncedKinds
{
    private const uint KrbtgtId = 502;
    private const long DomainControllers = (long)(UserAccountControl.ServerTrust | UserAccountControl.PartialSecrets);

    public static SyncedKind Of(LdapEntry entry, uint relativeIdentifier) => entry.Integer("sAMAccountType") switch
    {
        SamAccountTypes.User when !IsKrbtgt(entry, relativeIdentifier) => SyncedKind.User,
        SamAccountTypes.Group or SamAccountTypes.LocalGroup when GroupEntries.IsSecurityGroup(entry) => SyncedKind.Group,
        SamAccountTypes.Machine when IsComputer(entry) => SyncedKind.Computer,
        _ => SyncedKind.None,
    };

    /// <summary>Something that other objects can lie in.</summary>
    public static bool IsContainer(LdapEntry entry) => entry.Integer("sAMAccountType") is null && entry.Values("objectClass").Count > 0;

    private static bool IsKrbtgt(LdapEntry entry, uint relativeIdentifier) =>
        relativeIdentifier == KrbtgtId
        || entry.Values("msDS-SecondaryKrbTgtNumber").Count > 0
        || entry.Text("sAMAccountName")?.StartsWith("krbtgt", StringComparison.OrdinalIgnoreCase) != false;

    // A managed service account is a computer to the schema; one that was newly invented is still no plain computer.
    private static bool IsComputer(LdapEntry entry) =>
        entry.Texts("objectClass") is [.., var own] && own.Equals("computer", StringComparison.OrdinalIgnoreCase)
        && entry.Integer("userAccountControl") is { } control
        && (control & DomainControllers) == 0
        && (control & (long)UserAccountControl.WorkstationTrust) != 0
        && entry.Values("userCertificate").Count > 0;
}
