using System.Formats.Cbor;

namespace Keyway.Fido2.Tests;

/// <summary>Writes the CBOR that tests send.</summary>
internal static class CborItem
{
    /// <summary>A canonical map; the writer sorts it.</summary>
    public static byte[] Map(params (object Key, object Value)[] members) => Encode(members, CborConformanceMode.Ctap2Canonical);

    /// <summary>A map exactly as given, with duplicates and in any order.</summary>
    public static byte[] LaxMap(params (object Key, object Value)[] members) => Encode(members, CborConformanceMode.Lax);

    private static byte[] Encode((object Key, object Value)[] members, CborConformanceMode mode)
    {
        var writer = new CborWriter(mode);
        writer.WriteStartMap(members.Length);
        foreach (var (key, value) in members)
        {
            Write(writer, key);
            Write(writer, value);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void Write(CborWriter writer, object value)
    {
        switch (value)
        {
            case int number: writer.WriteInt32(number); break;
            case bool truth: writer.WriteBoolean(truth); break;
            case string text: writer.WriteTextString(text); break;
            case byte[] bytes: writer.WriteByteString(bytes); break;
            case ReadOnlyMemory<byte> encoded: writer.WriteEncodedValue(encoded.Span); break;
            case byte[][] list:
                writer.WriteStartArray(list.Length);
                foreach (var item in list) writer.WriteByteString(item);
                writer.WriteEndArray();
                break;
            default: throw new ArgumentException($"No encoding for {value}.");
        }
    }
}
