using System.Text;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>A search filter whose values are escaped by construction (RFC 4515): no value can change its meaning.</summary>
public sealed record LdapFilter
{
    private readonly string _text;

    private LdapFilter(string text) => _text = text;

    /// <summary>Every object.</summary>
    public static LdapFilter Any { get; } = Present("objectClass");

    public static LdapFilter Present(string attribute) => new($"({Name(attribute)}=*)");

    public static LdapFilter Equal(string attribute, string value) => new($"({Name(attribute)}={Escape(value)})");

    /// <summary>For GUIDs, SIDs and other binary values.</summary>
    public static LdapFilter Equal(string attribute, ReadOnlySpan<byte> value) => new($"({Name(attribute)}={Escape(value)})");

    public static LdapFilter BeginsWith(string attribute, string value) => new($"({Name(attribute)}={Escape(value)}*)");

    public static LdapFilter GreaterOrEqual(string attribute, string value) => new($"({Name(attribute)}>={Escape(value)})");

    public static LdapFilter LessOrEqual(string attribute, string value) => new($"({Name(attribute)}<={Escape(value)})");

    /// <summary>All these bits are set (LDAP_MATCHING_RULE_BIT_AND, [MS-ADTS] 3.1.1.3.4.4.1).</summary>
    public static LdapFilter HasBits(string attribute, uint bits) =>
        new(string.Create(null, $"({Name(attribute)}:1.2.840.113556.1.4.803:={bits})"));

    /// <summary>The value or anything that it belongs to in turn (LDAP_MATCHING_RULE_TRANSITIVE_EVAL, [MS-ADTS] 3.1.1.3.4.4.3).</summary>
    public static LdapFilter InChain(string attribute, string dn) => new($"({Name(attribute)}:1.2.840.113556.1.4.1941:={Escape(dn)})");

    public static LdapFilter And(params IReadOnlyList<LdapFilter> parts) => new($"(&{Join(parts)})");

    public static LdapFilter Or(params IReadOnlyList<LdapFilter> parts) => new($"(|{Join(parts)})");

    public static LdapFilter Not(LdapFilter part) => new($"(!{part._text})");

    /// <summary>The filter in the string form of RFC 4515.</summary>
    public override string ToString() => _text;

    private static string Join(IReadOnlyList<LdapFilter> parts) => parts.Count == 0
        ? throw new ArgumentException("A filter of no parts matches by accident.", nameof(parts))
        : string.Concat(parts.Select(part => part._text));

    // A name is written by a programmer, never taken from input; a wrong one is a bug.
    private static string Name(string attribute) => attribute.Length > 0 && attribute.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ';')
        ? attribute
        : throw new ArgumentException($"'{attribute}' is no attribute name.", nameof(attribute));

    private static string Escape(string value) => Escape(Encoding.UTF8.GetBytes(value));

    private static string Escape(ReadOnlySpan<byte> value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var octet in value)
        {
            if (octet is >= 0x20 and < 0x7F && octet is not ((byte)'*' or (byte)'(' or (byte)')' or (byte)'\\'))
                text.Append((char)octet);
            else
                text.Append('\\').Append(octet.ToString("x2", null));
        }

        return text.ToString();
    }
}
