using System.Globalization;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Replication;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Users out of directory entries.</summary>
internal static class UserEntries
{
    /// <summary>What one account is asked for, when no cookie is at hand.</summary>
    public static readonly string[] Attributes =
    [
        "objectGUID", "objectSid", "sAMAccountName", "userPrincipalName", "displayName", "mail", "userAccountControl",
        "msDS-User-Account-Control-Computed", "accountExpires", "pwdLastSet", "primaryGroupID",
    ];

    private const long PasswordExpired = 0x80_0000;

    public static Result<DirectoryUser> Read(LdapEntry entry, EntryIdentity identity)
    {
        if (entry.Integer("userAccountControl") is not { } control)
            return new Refusal(Catalogue.ActiveDirectory.ObjectUnidentified, "userAccountControl");

        return new DirectoryUser
        {
            ObjectGuid = identity.ObjectGuid,
            Sid = identity.Sid,
            Dn = identity.Dn,
            SamAccountName = entry.Text("sAMAccountName")!,
            UserPrincipalName = entry.Text("userPrincipalName"),
            DisplayName = entry.Text("displayName"),
            Mail = entry.Text("mail"),
            Enabled = (control & (long)UserAccountControl.AccountDisabled) == 0,
            AccountExpires = DirectoryTime.FromFileTime(entry.Integer("accountExpires") ?? 0),
            PasswordLastSet = DirectoryTime.FromFileTime(entry.Integer("pwdLastSet") ?? 0),
            MustChangePassword = MustChangePassword(entry, control),
            PasswordExpires = DirectoryTime.FromFileTime(entry.Integer("msDS-UserPasswordExpiryTimeComputed") ?? 0),
            AdminCount = entry.Integer("adminCount") is > 0,
            PrimaryGroupId = uint.TryParse(entry.Text("primaryGroupID"), NumberStyles.None, CultureInfo.InvariantCulture, out var group) ? group : 0,
        };
    }

    /// <summary>A user whose identity is read too.</summary>
    public static Result<DirectoryUser> Read(LdapEntry entry)
    {
        if (entry.Guid("objectGUID") is not { } guid
            || entry.Bytes("objectSid") is not { } sid || !SecurityIdentifier.Parse(sid).TryGet(out var identifier, out _)
            || entry.Text("sAMAccountName") is null || entry.Integer("userAccountControl") is null)
        {
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"the user {entry.Dn} lacks an identity that can be read");
        }

        return Read(entry, new EntryIdentity(guid, identifier, entry.Dn));
    }

    // [MS-ADTS] 3.1.1.4.5.17: the domain controller weighs pwdLastSet, the age limits and the flags. Without its word, zero with no flag against it counts.
    private static bool MustChangePassword(LdapEntry entry, long control) =>
        entry.Integer("msDS-User-Account-Control-Computed") is { } computed
            ? (computed & PasswordExpired) != 0
            : entry.Integer("pwdLastSet") is 0 && (control & (long)(UserAccountControl.PasswordNeverExpires | UserAccountControl.SmartcardRequired)) == 0;
}
