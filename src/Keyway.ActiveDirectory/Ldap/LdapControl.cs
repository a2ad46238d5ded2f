namespace Keyway.ActiveDirectory.Ldap;

/// <summary>An extension of one request (RFC 4511 4.1.11).</summary>
public sealed record LdapControl(string Oid, bool Critical, byte[]? Value = null)
{
    /// <summary>Lets the directory create the krbtgt account of a read-only domain controller: it chooses number, name and password ([MS-ADTS] 3.1.1.3.4.1.23).</summary>
    public static LdapControl RodcDcPromo { get; } = new("1.2.840.113556.1.4.1341", true);

    /// <summary>Lets a search find deleted objects ([MS-ADTS] 3.1.1.3.4.1.14).</summary>
    internal static LdapControl ShowDeleted { get; } = new("1.2.840.113556.1.4.417", true);
}
