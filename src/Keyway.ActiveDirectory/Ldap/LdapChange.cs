using System.Text;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>One change of one attribute in a modify operation (RFC 4511 4.6).</summary>
public sealed record LdapChange(LdapChangeKind Kind, string Attribute, IReadOnlyList<byte[]> Values)
{
    public static LdapChange Add(string attribute, params IEnumerable<string> values) => new(LdapChangeKind.Add, attribute, Encode(values));

    public static LdapChange Replace(string attribute, params IEnumerable<string> values) => new(LdapChangeKind.Replace, attribute, Encode(values));

    public static LdapChange Replace(string attribute, byte[] value) => new(LdapChangeKind.Replace, attribute, [value]);

    /// <summary>Deletes these values, or all of the attribute when none is given.</summary>
    public static LdapChange Delete(string attribute, params IEnumerable<string> values) => new(LdapChangeKind.Delete, attribute, Encode(values));

    /// <summary>The names only: a value may be a password.</summary>
    public override string ToString() => $"{Kind} {Attribute}";

    private static byte[][] Encode(IEnumerable<string> values) => [.. values.Select(Encoding.UTF8.GetBytes)];
}
