namespace Keyway.ActiveDirectory.Ldap;

/// <summary>RFC 4511 4.6.</summary>
public enum LdapChangeKind
{
    Add = 0,
    Delete = 1,
    Replace = 2,
}
