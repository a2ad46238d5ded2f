using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>What is asked of a directory, and what of its answers is taken.</summary>
internal static class DirectoryAttributes
{
    /// <summary>Bytes of one value: the longest that counts is a certificate.</summary>
    public const int MaximumValue = 64 << 10;

    /// <summary>What makes an object that is synced, with what the domain controller computes.</summary>
    public static readonly string[] OfObjects =
    [
        "objectGUID", "objectSid", "objectClass", "sAMAccountName", "sAMAccountType", "userPrincipalName", "displayName", "mail", "userAccountControl",
        "msDS-User-Account-Control-Computed", "msDS-UserPasswordExpiryTimeComputed", "accountExpires", "pwdLastSet", "primaryGroupID", "adminCount",
        "msDS-SecondaryKrbTgtNumber", "groupType", "description", "userCertificate", "dNSHostName", "operatingSystem", "operatingSystemVersion",
    ];

    /// <summary>What only a password policy of its own has ([MS-ADSC], class msDS-PasswordSettings).</summary>
    public static readonly string[] OfPasswordPolicies = ["msDS-MaximumPasswordAge", "msDS-PSOAppliesTo", "msDS-PasswordSettingsPrecedence"];

    /// <summary>What must change to be told. A new name of a container is a new name of all below it.</summary>
    public static readonly string[] OfChanges =
    [
        "objectSid", "objectClass", "sAMAccountName", "userPrincipalName", "displayName", "mail", "userAccountControl", "accountExpires", "pwdLastSet",
        "primaryGroupID", "adminCount", "groupType", "description", "userCertificate", "dNSHostName", "operatingSystem", "operatingSystemVersion",
        "member", "name", "isDeleted", "lastKnownParent", .. OfPasswordPolicies,
    ];

    /// <summary>Accounts, groups, what they can lie in, and password policies.</summary>
    public static readonly LdapFilter Changing = LdapFilter.Or(
        LdapFilter.Equal("objectClass", "user"),
        LdapFilter.Equal("objectClass", "group"),
        LdapFilter.Equal("objectClass", "organizationalUnit"),
        LdapFilter.Equal("objectClass", "container"),
        LdapFilter.Equal("objectClass", "msDS-PasswordSettings"));

    /// <summary>People, security groups, and computers with a certificate ([MS-SAMR] 2.2.1.9).</summary>
    public static readonly LdapFilter Synced = LdapFilter.Or(
        LdapFilter.Equal("sAMAccountType", SamAccountTypes.Text(SamAccountTypes.User)),
        LdapFilter.Equal("sAMAccountType", SamAccountTypes.Text(SamAccountTypes.Group)),
        LdapFilter.Equal("sAMAccountType", SamAccountTypes.Text(SamAccountTypes.LocalGroup)),
        LdapFilter.And(LdapFilter.Equal("sAMAccountType", SamAccountTypes.Text(SamAccountTypes.Machine)), LdapFilter.Present("userCertificate")));
}
