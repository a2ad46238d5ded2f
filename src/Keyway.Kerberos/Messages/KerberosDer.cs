using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.Kerberos.Messages;

/// <summary>The edge between bytes and messages: the one place where the ASN.1 reader's exceptions become refusals.</summary>
internal static class KerberosDer
{
    /// <summary>No message of a domain comes near it: the largest tokens have 48 KB.</summary>
    public const int MaximumLength = 256 * 1024;

    /// <summary>No list in a message comes near it.</summary>
    public const int MaximumElements = 128;

    // BER, because some KDCs of the field do not write the shortest lengths; nothing is ever signed over a re-encoding.
    private const AsnEncodingRules ReadingRules = AsnEncodingRules.BER;

    /// <summary>Reads one whole message; bytes behind it are refused.</summary>
    public static Result<T> Parse<T>(ReadOnlyMemory<byte> encoded, Func<AsnReader, T> read)
        where T : notnull
    {
        if (encoded.Length > MaximumLength)
            return new Refusal(Catalogue.Kerberos.MessageTooLarge, $"{encoded.Length} bytes");

        try
        {
            var reader = new AsnReader(encoded, ReadingRules);
            var value = read(reader);
            reader.ThrowIfNotEmpty();
            return value;
        }
        catch (AsnContentException exception)
        {
            return new Refusal(Catalogue.Kerberos.MessageMalformed, $"{typeof(T).Name}: {exception.Message}");
        }
    }

    /// <summary>Writes one whole message.</summary>
    public static byte[] Encode(Action<AsnWriter> write, int expectedLength = 512)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER, expectedLength);
        write(writer);
        return writer.Encode();
    }
}
