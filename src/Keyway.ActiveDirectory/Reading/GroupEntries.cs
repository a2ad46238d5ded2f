using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Groups out of directory entries.</summary>
internal static class GroupEntries
{
    // GROUP_TYPE_SECURITY_ENABLED is the sign bit of a 32-bit number ([MS-ADTS] 2.2.12).
    private const long SecurityEnabled = 0x8000_0000;

    public static DirectoryGroup Read(LdapEntry entry, EntryIdentity identity) => new()
    {
        ObjectGuid = identity.ObjectGuid,
        Sid = identity.Sid,
        Dn = identity.Dn,
        SamAccountName = entry.Text("sAMAccountName")!,
        DisplayName = entry.Text("displayName"),
        Description = entry.Text("description"),
        IsSecurityGroup = IsSecurityGroup(entry),
    };

    /// <summary>A distribution list grants nothing.</summary>
    public static bool IsSecurityGroup(LdapEntry entry) => ((entry.Integer("groupType") ?? 0) & SecurityEnabled) != 0;
}
