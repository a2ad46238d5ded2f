using System.Text;
using Keyway.Errors;

namespace Keyway.Server.Sealing.Custody;

/// <summary>
/// Names one key of one token (RFC 7512): of the path attributes those that tell tokens and keys apart, and no query. A PIN in it
/// (<c>pin-value</c>, <c>pin-source</c>) is refused: it would stand in the command line.
/// </summary>
internal sealed record Pkcs11Uri
{
    private const string Scheme = "pkcs11:";
    private const int LongestUri = 512;

    private Pkcs11Uri(string text) => Text = text;

    /// <summary>As it was given; it holds no secret.</summary>
    public string Text { get; }

    /// <summary>The token's label.</summary>
    public string? Token { get; private init; }

    public string? Serial { get; private init; }

    public string? Manufacturer { get; private init; }

    public string? Model { get; private init; }

    /// <summary>The key's label, UTF-8.</summary>
    public byte[]? Object { get; private init; }

    /// <summary>The key's id (CKA_ID).</summary>
    public byte[]? Id { get; private init; }

    /// <returns>The key's name or <see cref="Catalogue.KeyCustody.UriInvalid"/>.</returns>
    public static Result<Pkcs11Uri> Parse(string text)
    {
        // The text is not repeated in the refusal: it may hold a PIN that does not belong there.
        if (text.Length > LongestUri || !text.StartsWith(Scheme, StringComparison.Ordinal))
            return Catalogue.KeyCustody.UriInvalid;
        var values = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var attribute in text[Scheme.Length..].Split(';'))
        {
            var equals = attribute.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || Decode(attribute.AsSpan(equals + 1)) is not { Length: > 0 } value)
                return Catalogue.KeyCustody.UriInvalid;
            var name = attribute[..equals];
            if (name is not ("token" or "serial" or "manufacturer" or "model" or "object" or "id" or "type") || !values.TryAdd(name, value))
                return Catalogue.KeyCustody.UriInvalid;
        }

        var uri = new Pkcs11Uri(text)
        {
            Token = Words("token"),
            Serial = Words("serial"),
            Manufacturer = Words("manufacturer"),
            Model = Words("model"),
            Object = values.GetValueOrDefault("object"),
            Id = values.GetValueOrDefault("id"),
        };
        var namesToken = uri.Token is not null || uri.Serial is not null;
        var namesKey = uri.Object is not null || uri.Id is not null;
        return namesToken && namesKey && Words("type") is null or "private" ? uri : Catalogue.KeyCustody.UriInvalid;

        string? Words(string name) => values.TryGetValue(name, out var value) ? Encoding.UTF8.GetString(value) : null;
    }

    public override string ToString() => Text;

    /// <summary>Percent-decodes; null when a character may not stand there unencoded (RFC 7512 2.3, pk11-pchar).</summary>
    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.ToByte(text.Slice(i + 1, 2).ToString(), 16));
                i += 2;
            }
            else if (char.IsAsciiLetterOrDigit(text[i]) || "-._~:[]@!$'()*+,=&".Contains(text[i], StringComparison.Ordinal))
            {
                bytes.Add((byte)text[i]);
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }
}
