using System.Globalization;
using System.Text;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>An object as a search returned it. Attribute names do not mind case; an attribute that is absent or unreadable has no values.</summary>
public sealed class LdapEntry(string dn, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> attributes)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    public string Dn { get; } = dn;

    /// <summary>Name, which may carry options such as <c>;range=0-1499</c>, to values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Attributes { get; } = attributes;

    /// <summary>Names of attributes with a value longer than the search takes; they are not among the others.</summary>
    public IReadOnlyList<string> Oversized { get; init; } = [];

    public IReadOnlyList<byte[]> Values(string name) => Attributes.TryGetValue(name, out var values) ? values : [];

    public byte[]? Bytes(string name) => Values(name) is [var first, ..] ? first : null;

    /// <summary>The first value, or null when there is none or it is not UTF-8.</summary>
    public string? Text(string name) => Bytes(name) is { } bytes ? Decode(bytes) : null;

    /// <summary>All values that are UTF-8.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Values(name).Select(Decode).OfType<string>()];

    /// <summary>The first value as a decimal number, or null.</summary>
    public long? Integer(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The first value as a GUID in the directory's byte order, or null.</summary>
    public Guid? Guid(string name) => Bytes(name) is { Length: 16 } bytes ? new Guid(bytes) : null;

    private static string? Decode(byte[] value)
    {
        try
        {
            return StrictUtf8.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
