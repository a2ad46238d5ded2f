using Keyway.ActiveDirectory.Rpc;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>The first object of a replication reply: REPLENTINFLIST with its attributes and their metadata ([MS-DRSR] 5.169, 5.62, 5.9, 5.163).</summary>
internal static class ReplicatedObject
{
    private const int AttributeSize = 12;
    private const int ValueSize = 8;
    private const int MetadataSize = 40;
    private const int MaximumValue = 256 * 1024;

    // The low 16 bits of unicodePwd (1.2.840.113556.1.4.90) and supplementalCredentials (….125); the high ones are the prefix's index.
    private const uint UnicodePwd = 90;
    private const uint SupplementalCredentials = 125;

    /// <summary>Reads it; what did not fit has marked the reader.</summary>
    /// <param name="prefixIndex">The index of 1.2.840.113556.1.4 in the sender's table.</param>
    public static ReplicatedSecrets Read(ref StubReader reader, uint? prefixIndex)
    {
        // A second object would have been written before the rest of the first: only one was asked for.
        reader.Expect(0);
        var hasName = reader.Pointer();
        reader.UInt32();
        var attributes = reader.UInt32();
        var hasAttributes = reader.Pointer();
        reader.UInt32();
        var hasParent = reader.Pointer();
        var hasMetadata = reader.Pointer();

        var account = hasName ? DirectoryName.ReadSid(ref reader) : null;
        reader.Align(4);
        var types = Array.Empty<uint>();
        var values = Array.Empty<byte[]?>();
        if (hasAttributes)
            (types, values) = ReadAttributes(ref reader, attributes);
        if (hasParent)
            reader.Guid();
        var versions = hasMetadata ? ReadVersions(ref reader) : [];

        var keys = Find(types, prefixIndex, SupplementalCredentials);
        var password = Find(types, prefixIndex, UnicodePwd);
        return new ReplicatedSecrets(
            account,
            keys >= 0 ? values[keys] : null,
            password >= 0 && password < versions.Length && versions.Length == types.Length ? versions[password] : null)
        {
            Password = password >= 0 ? values[password] : null,
        };
    }

    private static int Find(uint[] types, uint? prefixIndex, uint low) =>
        prefixIndex is <= ushort.MaxValue and { } index ? Array.IndexOf(types, (index << 16) | low) : -1;

    // Of each attribute the type and, when it has just one, the value.
    private static (uint[] Types, byte[]?[] Values) ReadAttributes(ref StubReader reader, uint announced)
    {
        reader.Expect(announced);
        var count = reader.Count(announced, AttributeSize);
        var types = new uint[count];
        var values = new byte[]?[count];
        var heads = new (uint Count, bool IsPresent)[count];
        for (var i = 0; i < count; i++)
        {
            types[i] = reader.UInt32();
            heads[i] = (reader.UInt32(), reader.Pointer());
        }

        for (var i = 0; i < count && !reader.Failed; i++)
        {
            if (heads[i].IsPresent)
                values[i] = ReadValues(ref reader, heads[i].Count);
        }

        return (types, values);
    }

    private static byte[]? ReadValues(ref StubReader reader, uint announced)
    {
        reader.Expect(announced);
        var heads = new (uint Length, bool IsPresent)[reader.Count(announced, ValueSize)];
        for (var i = 0; i < heads.Length; i++)
            heads[i] = (reader.UInt32(), reader.Pointer());

        byte[]? only = null;
        foreach (var (length, isPresent) in heads)
        {
            if (!isPresent)
                continue;
            reader.Expect(length);
            var value = reader.Bytes(length > MaximumValue ? int.MaxValue : (int)length);
            only = heads.Length == 1 && !reader.Failed ? value.ToArray() : null;
        }

        return only;
    }

    private static uint[] ReadVersions(ref StubReader reader)
    {
        var conformance = reader.UInt32();
        reader.Align(8);
        reader.Expect(conformance);
        var versions = new uint[reader.Count(conformance, MetadataSize)];
        for (var i = 0; i < versions.Length; i++)
        {
            reader.Align(8);
            versions[i] = reader.UInt32();
            reader.UInt64();
            reader.Guid();
            reader.UInt64();
        }

        return versions;
    }
}
