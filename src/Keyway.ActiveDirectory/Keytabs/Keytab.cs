using System.Buffers.Binary;
using System.Text;
using Keyway.Errors;
using Keyway.Kerberos;

namespace Keyway.ActiveDirectory.Keytabs;

/// <summary>A keytab file of version 2 (MIT krb5 documentation, "Keytab file format"). Dispose of it to zero the keys.</summary>
internal sealed class Keytab : IDisposable
{
    private const ushort Version2 = 0x0502;

    private Keytab(IReadOnlyList<KeytabEntry> entries) => Entries = entries;

    public IReadOnlyList<KeytabEntry> Entries { get; }

    /// <summary>Reads the entries with keys of a type that we use, or refuses the file with <c>KW1462</c>.</summary>
    public static Result<Keytab> Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(file) != Version2)
            return new Refusal(Catalogue.ActiveDirectory.KeytabMalformed, "version");

        var keytab = new Keytab(new List<KeytabEntry>());
        var rest = file[2..];
        while (rest.Length >= 4)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(rest);
            rest = rest[4..];
            if (size == 0)
                break;

            // A negative size is a hole left by a removed entry.
            var length = Math.Abs((long)size);
            if (length > rest.Length || (size > 0 && !keytab.TryAdd(rest[..(int)length])))
            {
                keytab.Dispose();
                return new Refusal(Catalogue.ActiveDirectory.KeytabMalformed, "entry");
            }

            rest = rest[(int)length..];
        }

        return keytab;
    }

    public void Dispose()
    {
        foreach (var entry in Entries)
            entry.Dispose();
    }

    private bool TryAdd(ReadOnlySpan<byte> entry)
    {
        if (entry.Length < 2)
            return false;
        int count = BinaryPrimitives.ReadUInt16BigEndian(entry);
        entry = entry[2..];

        // Each component takes two bytes at least: no count can make a long list.
        if (count > entry.Length / 2 || !TryText(ref entry, out var realm))
            return false;
        var components = new List<string>();
        for (var i = 0; i < count; i++)
        {
            if (!TryText(ref entry, out var component))
                return false;
            components.Add(component);
        }

        // Name type, timestamp, 8-bit version, key type.
        if (entry.Length < 11)
            return false;
        long version = entry[8];
        int type = BinaryPrimitives.ReadUInt16BigEndian(entry[9..]);
        entry = entry[11..];
        if (!TryBytes(ref entry, out var key))
            return false;

        // The full version follows in files of newer programs; zero means that the short one counts.
        if (entry.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(entry) is > 0 and var longVersion)
            version = longVersion;

        // DES and whatever else a domain still keeps is passed over.
        if (KerberosKey.Parse(type, key).TryGet(out var known, out _))
            ((List<KeytabEntry>)Entries).Add(new KeytabEntry(realm, components, version, known));
        return true;
    }

    private static bool TryText(ref ReadOnlySpan<byte> entry, out string text)
    {
        text = "";
        if (!TryBytes(ref entry, out var bytes) || !System.Text.Unicode.Utf8.IsValid(bytes))
            return false;
        text = Encoding.UTF8.GetString(bytes);
        return true;
    }

    private static bool TryBytes(ref ReadOnlySpan<byte> entry, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (entry.Length < 2)
            return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(entry);
        if (length > entry.Length - 2)
            return false;
        bytes = entry.Slice(2, length);
        entry = entry[(2 + length)..];
        return true;
    }
}
