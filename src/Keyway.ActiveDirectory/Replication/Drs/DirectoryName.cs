using System.Text;
using Keyway.ActiveDirectory.Rpc;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>DSNAME: an object by GUID, SID and distinguished name ([MS-DRSR] 5.50).</summary>
internal static class DirectoryName
{
    private const int FixedLength = 56;
    private const int SidRoom = 28;
    private const int MaximumName = 64 * 1024;

    /// <summary>An object by its distinguished name alone.</summary>
    public static void Write(StubWriter writer, string dn)
    {
        var characters = (uint)dn.Length + 1;
        writer.UInt32(characters);
        writer.UInt32(FixedLength + (2 * characters));
        writer.UInt32(0);
        writer.Guid(Guid.Empty);
        writer.Zeros(SidRoom);
        writer.UInt32((uint)dn.Length);
        writer.Bytes(Encoding.Unicode.GetBytes(dn));
        writer.Zeros(2);
    }

    /// <summary>Reads a name and gives its SID, when it has one.</summary>
    public static SecurityIdentifier? ReadSid(ref StubReader reader)
    {
        var conformance = reader.UInt32();
        reader.UInt32();
        var sidLength = reader.UInt32();
        reader.Guid();
        var sid = reader.Bytes(SidRoom);
        var length = reader.UInt32();
        if (reader.Failed || length > MaximumName || conformance > MaximumName || conformance < length)
        {
            // Ends the reading: what follows could not be told apart.
            reader.Bytes(int.MaxValue);
            return null;
        }

        reader.Bytes(2 * (int)conformance);
        return sidLength is > 0 and <= SidRoom && SecurityIdentifier.Parse(sid[..(int)sidLength].ToArray()).TryGet(out var found, out _) ? found : null;
    }
}
