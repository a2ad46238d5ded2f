using Keyway.ActiveDirectory.Rpc;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>IDL_DRSGetNCChanges, version 8, for the keys of one object ([MS-DRSR] 4.1.10.2.5).</summary>
/// <param name="ObjectDn">The object.</param>
/// <param name="Operation">As whom.</param>
/// <param name="Destination">objectGUID of the NTDS Settings object of who asks; empty for who is no domain controller.</param>
internal sealed record GetChangesRequest(string ObjectDn, ExtendedOperation Operation, Guid Destination)
{
    private const uint Version = 8;

    // DRS_INIT_SYNC and DRS_WRIT_REP; without DRS_USE_COMPRESSION.
    private const uint Flags = 0x20 | 0x10;
    private const uint MaximumBytes = 512 * 1024;

    public byte[] Encode(ReadOnlySpan<byte> handle)
    {
        var writer = new StubWriter();
        writer.Bytes(handle);
        writer.UInt32(Version);
        writer.UInt32(Version);
        writer.Align(8);

        writer.Guid(Destination);
        writer.Guid(Guid.Empty);
        writer.Pointer();
        writer.UInt64(0);
        writer.UInt64(0);
        writer.UInt64(0);
        writer.NullPointer();
        writer.UInt32(Flags);
        writer.UInt32(1);
        writer.UInt32(MaximumBytes);
        writer.UInt32((uint)Operation);
        writer.UInt64(0);
        writer.Pointer();
        writer.NullPointer();
        writer.UInt32(AttributePrefixes.OurCount);
        writer.Pointer();

        DirectoryName.Write(writer, ObjectDn);
        uint[] attributes = [MetadataVector.UnicodePwd, MetadataVector.SupplementalCredentials];
        writer.UInt32((uint)attributes.Length);
        writer.UInt32(1);
        writer.UInt32(0);
        writer.UInt32((uint)attributes.Length);
        foreach (var attribute in attributes)
            writer.UInt32(attribute);
        AttributePrefixes.WriteEntries(writer);
        return writer.ToArray();
    }
}
