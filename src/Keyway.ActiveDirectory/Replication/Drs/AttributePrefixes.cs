using Keyway.ActiveDirectory.Rpc;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>The table by which the two sides of a replication shorten object identifiers to 32 bits ([MS-DRSR] 5.16.4, 5.175). The two secret attributes are of one prefix.</summary>
internal static class AttributePrefixes
{
    /// <summary>The index of the prefix in our own requests, as it is in every domain's default table.</summary>
    public const uint OurIndex = 9;

    private const int EntrySize = 12;
    private const int MaximumPrefix = 10_000;

    // A byte, a revision and the invocation id of the domain controller that made it.
    private const int SchemaInfoLength = 21;
    private const byte SchemaInfoMark = 0xFF;

    // 1.2.840.113556.1.4 in BER.
    private static ReadOnlySpan<byte> Prefix => [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x14, 0x01, 0x04];

    /// <summary>How many entries <see cref="WriteEntries"/> writes.</summary>
    public const int OurCount = 2;

    /// <summary>
    /// The pointee of SCHEMA_PREFIX_TABLE with the one prefix that a request of ours uses and, last, the schema's revision: Samba refuses a table without it
    /// (Win32 error 87). Ours is that of a schema which never changed.
    /// </summary>
    public static void WriteEntries(StubWriter writer)
    {
        writer.UInt32(OurCount);
        writer.UInt32(OurIndex);
        writer.UInt32((uint)Prefix.Length);
        writer.Pointer();
        writer.UInt32(0);
        writer.UInt32(SchemaInfoLength);
        writer.Pointer();

        writer.UInt32((uint)Prefix.Length);
        writer.Bytes(Prefix);
        writer.Align(4);
        writer.UInt32(SchemaInfoLength);
        writer.Byte(SchemaInfoMark);
        writer.Zeros(SchemaInfoLength - 1);
        writer.Align(4);
    }

    /// <summary>Reads a domain controller's table and gives the index that it has for our prefix; null when it has none.</summary>
    public static uint? ReadIndex(ref StubReader reader, uint announced)
    {
        reader.Expect(announced);
        var entries = new (uint Index, uint Length, bool IsPresent)[reader.Count(announced, EntrySize)];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = (reader.UInt32(), reader.UInt32(), reader.Pointer());

        uint? found = null;
        foreach (var (index, length, isPresent) in entries)
        {
            if (!isPresent)
                continue;
            reader.Expect(length);
            if (reader.Bytes(length > MaximumPrefix ? int.MaxValue : (int)length).SequenceEqual(Prefix))
                found = index;
        }

        return found;
    }
}
