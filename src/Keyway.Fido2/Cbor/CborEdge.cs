using System.Formats.Cbor;
using Keyway.Errors;

namespace Keyway.Fido2.Cbor;

/// <summary>The edge at which CBOR from outside is read: whatever the bytes, a value or a refusal comes out.</summary>
internal static class CborEdge
{
    /// <summary>The deepest nesting that CTAP2 lets a security key send (CTAP 2.1, 8), and one for the attestation object around it.</summary>
    public const int MaximumDepth = 5;

    public delegate Result<T> Reading<T>(CborReader reader)
        where T : notnull;

    /// <summary>Runs a reading that may stumble over any kind of malformed CBOR.</summary>
    public static Result<T> Read<T>(ReadOnlyMemory<byte> cbor, CborConformanceMode mode, Reading<T> reading)
        where T : notnull
    {
        try
        {
            return reading(new CborReader(cbor, mode));
        }
        catch (Exception refusal) when (refusal is CborContentException or InvalidOperationException or OverflowException)
        {
            return Catalogue.WebAuthnData.CborMalformed;
        }
        catch (InvalidDataException)
        {
            return Catalogue.WebAuthnData.CborTooLarge;
        }
    }

    /// <summary>Enters a map of known length; every indefinite length is refused.</summary>
    /// <exception cref="CborContentException">It is no such map.</exception>
    public static int StartMap(this CborReader reader) =>
        reader.ReadStartMap() ?? throw new CborContentException("The map's length is indefinite.");

    /// <inheritdoc cref="StartMap"/>
    public static int StartArray(this CborReader reader) =>
        reader.ReadStartArray() ?? throw new CborContentException("The array's length is indefinite.");

    /// <summary>A text of at most 64 bytes, such as a member's name.</summary>
    /// <exception cref="InvalidDataException">It is longer.</exception>
    public static string ReadName(this CborReader reader)
    {
        var bytes = reader.ReadDefiniteLengthTextStringBytes().Span;
        if (bytes.Length > 64) throw new InvalidDataException("The name is too long.");
        return System.Text.Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Passes over one item, however nested, and returns it still encoded.</summary>
    /// <exception cref="InvalidDataException">It is nested deeper than <see cref="MaximumDepth"/>.</exception>
    public static ReadOnlyMemory<byte> ReadEncoded(this CborReader reader, ReadOnlyMemory<byte> whole)
    {
        var start = whole.Length - reader.BytesRemaining;
        var depth = reader.CurrentDepth;
        do
        {
            Step(reader);
            if (reader.CurrentDepth > MaximumDepth) throw new InvalidDataException("The nesting is too deep.");
        }
        while (reader.CurrentDepth > depth);
        return whole[start..(whole.Length - reader.BytesRemaining)];
    }

    private static void Step(CborReader reader)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap: reader.StartMap(); break;
            case CborReaderState.EndMap: reader.ReadEndMap(); break;
            case CborReaderState.StartArray: reader.StartArray(); break;
            case CborReaderState.EndArray: reader.ReadEndArray(); break;
            case CborReaderState.ByteString: reader.ReadDefiniteLengthByteString(); break;
            case CborReaderState.TextString: reader.ReadDefiniteLengthTextStringBytes(); break;
            case CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger
                or CborReaderState.Boolean or CborReaderState.Null or CborReaderState.SimpleValue
                or CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                reader.SkipValue();
                break;
            default: throw new CborContentException("Tags and indefinite lengths have no place here.");
        }
    }
}
