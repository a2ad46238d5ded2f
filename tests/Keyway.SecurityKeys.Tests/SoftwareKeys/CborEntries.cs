using System.Formats.Cbor;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>Entries of the maps that a host sends.</summary>
internal static class CborEntries
{
    public static void Entry(this CborWriter writer, int key, int value)
    {
        writer.WriteInt32(key);
        writer.WriteInt32(value);
    }

    public static void Entry(this CborWriter writer, int key, string value)
    {
        writer.WriteInt32(key);
        writer.WriteTextString(value);
    }

    public static void Entry(this CborWriter writer, int key, byte[] value)
    {
        writer.WriteInt32(key);
        writer.WriteByteString(value);
    }

    public static void Entry(this CborWriter writer, int key, params (string Name, object Value)[] map)
    {
        writer.WriteInt32(key);
        writer.Map(map);
    }

    public static void List(this CborWriter writer, int key, params (string Name, object Value)[][] maps)
    {
        writer.WriteInt32(key);
        writer.WriteStartArray(maps.Length);
        foreach ((string, object)[] map in maps) writer.Map(map);
        writer.WriteEndArray();
    }

    private static void Map(this CborWriter writer, params (string Name, object Value)[] map)
    {
        writer.WriteStartMap(null);
        foreach ((string name, object value) in map)
        {
            writer.WriteTextString(name);
            switch (value)
            {
                case int number: writer.WriteInt32(number); break;
                case string text: writer.WriteTextString(text); break;
                case bool flag: writer.WriteBoolean(flag); break;
                case byte[] bytes: writer.WriteByteString(bytes); break;
                default: throw new ArgumentException(name);
            }
        }

        writer.WriteEndMap();
    }
}
