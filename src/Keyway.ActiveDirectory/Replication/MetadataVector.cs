using System.Buffers.Binary;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Replication;

/// <summary>The attribute replPropertyMetaData: the metadata of all attributes in one value ([MS-DRSR] 5.164, PROPERTY_META_DATA_EXT_VECTOR as stored).</summary>
internal static class MetadataVector
{
    /// <summary>ATTRTYP of unicodePwd, 1.2.840.113556.1.4.90 ([MS-DRSR] 5.16.4).</summary>
    public const uint UnicodePwd = 0x0009_005A;

    /// <summary>ATTRTYP of supplementalCredentials, 1.2.840.113556.1.4.125.</summary>
    public const uint SupplementalCredentials = 0x0009_007D;

    private const int HeaderLength = 16;
    private const int EntryLength = 48;

    /// <summary>The last change of every attribute, by its ATTRTYP.</summary>
    public static Result<IReadOnlyDictionary<uint, AttributeChange>> Parse(ReadOnlySpan<byte> value)
    {
        if (value.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(value) != 1)
            return new Refusal(Catalogue.ActiveDirectory.MetadataMalformed, "version");

        var count = BinaryPrimitives.ReadUInt32LittleEndian(value[8..]);
        if (count > (uint)(value.Length - HeaderLength) / EntryLength)
            return new Refusal(Catalogue.ActiveDirectory.MetadataMalformed, "count");

        var changes = new Dictionary<uint, AttributeChange>();
        for (var i = 0; i < (int)count; i++)
        {
            var entry = value.Slice(HeaderLength + (i * EntryLength), EntryLength);
            if (DirectoryTime.FromSeconds(BinaryPrimitives.ReadUInt64LittleEndian(entry[8..])) is not { } changed)
                return new Refusal(Catalogue.ActiveDirectory.MetadataMalformed, "time");
            var usn = BinaryPrimitives.ReadInt64LittleEndian(entry[32..]);
            if (usn < 0)
                return new Refusal(Catalogue.ActiveDirectory.MetadataMalformed, "update sequence number");

            changes[BinaryPrimitives.ReadUInt32LittleEndian(entry)] = new AttributeChange
            {
                Version = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
                ChangedOn = changed,
                InvocationId = new Guid(entry.Slice(16, 16)),
                OriginatingUsn = usn,
            };
        }

        return changes;
    }
}
