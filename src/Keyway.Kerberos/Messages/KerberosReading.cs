using System.Formats.Asn1;
using System.Text;

namespace Keyway.Kerberos.Messages;

/// <summary>The basic types of RFC 4120 5.2 as read from ASN.1; each throws <see cref="AsnContentException"/> on bad input.</summary>
internal static class KerberosReading
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Enters <c>[APPLICATION n]</c>.</summary>
    public static AsnReader Application(this AsnReader reader, int number) => reader.ReadSequence(new Asn1Tag(TagClass.Application, number));

    /// <summary>Enters the mandatory field <c>[n]</c>.</summary>
    public static AsnReader Field(this AsnReader reader, int number) => reader.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, number));

    /// <summary>Enters the optional field <c>[n]</c>; null when it is not there.</summary>
    public static AsnReader? OptionalField(this AsnReader reader, int number) =>
        reader.HasData && reader.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, number)) ? reader.Field(number) : null;

    /// <summary>Int32; values of UInt32 are accepted and wrap, because the field mixes the two.</summary>
    public static int Int32(this AsnReader reader)
    {
        if (!reader.TryReadInt64(out var value) || value is < int.MinValue or > uint.MaxValue)
            throw new AsnContentException("An integer has more than 32 bits.");
        return unchecked((int)value);
    }

    /// <summary>UInt32; negative values of Int32 are accepted and wrap, as Windows writes them.</summary>
    public static uint UInt32(this AsnReader reader) => unchecked((uint)reader.Int32());

    /// <summary>An integer that can have only one value here, such as the protocol version.</summary>
    public static void Expect(this AsnReader reader, int value)
    {
        if (reader.Int32() != value)
            throw new AsnContentException($"A field that must be {value} is not.");
    }

    /// <summary>KerberosString: UTF-8 in a GeneralString, as Active Directory writes it.</summary>
    public static string KerberosString(this AsnReader reader)
    {
        var bytes = reader.GeneralString();
        if (bytes.Contains((byte)0))
            throw new AsnContentException("A string holds a zero byte.");
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new AsnContentException("A string is not UTF-8.", exception);
        }
    }

    /// <summary>A text for people only, whatever its bytes are.</summary>
    public static string DisplayString(this AsnReader reader) => Encoding.UTF8.GetString(reader.GeneralString()).TrimEnd('\0');

    public static DateTimeOffset KerberosTime(this AsnReader reader) => reader.ReadGeneralizedTime();

    /// <summary>KerberosFlags: bit 0 is the highest bit of the result; bits behind the 32nd are dropped.</summary>
    public static uint KerberosFlags(this AsnReader reader)
    {
        var bytes = reader.ReadBitString(out _);
        uint flags = 0;
        for (var i = 0; i < 4; i++)
            flags = (flags << 8) | (i < bytes.Length ? bytes[i] : (byte)0);
        return flags;
    }

    /// <summary>SEQUENCE OF.</summary>
    public static List<T> List<T>(this AsnReader reader, Func<AsnReader, T> element)
    {
        var sequence = reader.ReadSequence();
        var list = new List<T>();
        while (sequence.HasData)
        {
            if (list.Count == KerberosDer.MaximumElements)
                throw new AsnContentException("A list has too many elements.");
            list.Add(element(sequence));
        }

        return list;
    }

    /// <summary>Reads past fields that say nothing to us.</summary>
    public static void Skip(this AsnReader reader)
    {
        while (reader.HasData)
            reader.ReadEncodedValue();
    }

    private static ReadOnlySpan<byte> GeneralString(this AsnReader reader)
    {
        if (reader.PeekTag() != new Asn1Tag(UniversalTagNumber.GeneralString))
            throw new AsnContentException("A string of another type stands where a GeneralString belongs.");
        var content = reader.PeekContentBytes();
        reader.ReadEncodedValue();
        return content.Span;
    }
}
