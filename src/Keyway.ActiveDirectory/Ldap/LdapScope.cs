namespace Keyway.ActiveDirectory.Ldap;

/// <summary>How deep a search goes (RFC 4511 4.5.1.2).</summary>
public enum LdapScope
{
    Base = 0,
    OneLevel = 1,
    Subtree = 2,
}
