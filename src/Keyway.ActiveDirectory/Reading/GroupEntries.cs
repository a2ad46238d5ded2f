using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Groups out of directory entries.</summary>
internal static class GroupEntries
{
    public static readonly string[] Attributes = ["objectGUID", "objectSid", "sAMAccountName", "displayName", "description", "groupType", "member"];

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
        Members = [],
    };

    public static Result<DirectoryGroup> Read(LdapEntry entry, IReadOnlyList<string> members)
    {
        if (entry.Guid("objectGUID") is not { } guid
            || entry.Bytes("objectSid") is not { } sid || !SecurityIdentifier.Parse(sid).TryGet(out var identifier, out _)
            || entry.Text("sAMAccountName") is not { } name)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"the group {entry.Dn} lacks an identity that can be read");

        return new DirectoryGroup
        {
            ObjectGuid = guid,
            Sid = identifier,
            Dn = entry.Dn,
            SamAccountName = name,
            DisplayName = entry.Text("displayName"),
            Description = entry.Text("description"),
            IsSecurityGroup = IsSecurityGroup(entry),
            Members = members,
        };
    }

    /// <summary>A distribution list grants nothing.</summary>
    public static bool IsSecurityGroup(LdapEntry entry) => ((entry.Integer("groupType") ?? 0) & SecurityEnabled) != 0;
}
