using System.Formats.Cbor;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Reads a command's parameters: one map in CTAP2 canonical CBOR, nested no deeper than four levels (CTAP 2.1, 8).</summary>
internal static class CtapMessageParser
{
    private const int DeepestLevel = 4;

    /// <summary>The map, or null and the status to answer.</summary>
    public static CtapMap? Parse(ReadOnlyMemory<byte> parameters, out CtapStatus status)
    {
        var errors = new CtapMap.ErrorCell();
        try
        {
            var reader = new CborReader(parameters, CborConformanceMode.Ctap2Canonical);
            if (reader.PeekState() != CborReaderState.StartMap)
            {
                status = CtapStatus.UnexpectedType;
                return null;
            }

            CtapMap? map = ReadMap(reader, errors, level: 1);
            bool whole = reader.BytesRemaining == 0;
            status = map is not null && whole ? CtapStatus.Ok : CtapStatus.InvalidCbor;
            return status == CtapStatus.Ok ? map : null;
        }
        catch (CborContentException)
        {
            // The reader of the BCL reports malformed input in no other way.
            status = CtapStatus.InvalidCbor;
            return null;
        }
    }

    /// <summary>
    /// The bytes of one value of a map that <see cref="Parse"/> has taken, or none when the map lacks it: what a host authenticates is what
    /// it wrote, not what is written anew from what was understood. Keys are below 24, which are one byte (RFC 8949, 3).
    /// </summary>
    public static ReadOnlyMemory<byte> Encoded(ReadOnlyMemory<byte> parameters, int key)
    {
        var reader = new CborReader(parameters, CborConformanceMode.Ctap2Canonical);
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            ReadOnlyMemory<byte> name = reader.ReadEncodedValue();
            ReadOnlyMemory<byte> value = reader.ReadEncodedValue();
            if (name.Length == 1 && name.Span[0] == key) return value;
        }

        return default;
    }

    private static CtapMap? ReadMap(CborReader reader, CtapMap.ErrorCell errors, int level)
    {
        if (level > DeepestLevel) return null;
        var map = new CtapMap(errors);
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            object? key = ReadValue(reader, errors, level);
            if (key is not (long or string)) return null;
            object? value = ReadValue(reader, errors, level);
            if (value is null || !map.TryAdd(key, value)) return null;
        }

        reader.ReadEndMap();
        return map;
    }

    private static List<object>? ReadArray(CborReader reader, CtapMap.ErrorCell errors, int level)
    {
        if (level > DeepestLevel) return null;
        List<object> items = [];
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            object? item = ReadValue(reader, errors, level);
            if (item is null) return null;
            items.Add(item);
        }

        reader.ReadEndArray();
        return items;
    }

    private static object? ReadValue(CborReader reader, CtapMap.ErrorCell errors, int level) => reader.PeekState() switch
    {
        CborReaderState.UnsignedInteger => reader.ReadUInt64() is var value && value <= long.MaxValue ? (long)value : null,
        CborReaderState.NegativeInteger => reader.ReadCborNegativeIntegerRepresentation() is var value && value <= long.MaxValue ? -1 - (long)value : null,
        CborReaderState.ByteString => reader.ReadDefiniteLengthByteString(),
        CborReaderState.TextString => reader.ReadTextString(),
        CborReaderState.Boolean => reader.ReadBoolean(),
        CborReaderState.StartMap => ReadMap(reader, errors, level + 1),
        CborReaderState.StartArray => ReadArray(reader, errors, level + 1),
        _ => null,
    };
}
