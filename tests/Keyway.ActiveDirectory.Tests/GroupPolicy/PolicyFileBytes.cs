using System.Buffers.Binary;
using System.Text;

namespace Keyway.ActiveDirectory.Tests.GroupPolicy;

/// <summary>Writes policy files as [MS-GPREG] 2.2.1 has them.</summary>
internal static class PolicyFileBytes
{
    public static byte[] Of(params (string Key, string Name, uint Type, byte[] Data)[] entries)
    {
        using var file = new MemoryStream();
        file.Write("PReg\x01\0\0\0"u8);
        foreach (var (key, name, type, data) in entries)
        {
            file.Write(Encoding.Unicode.GetBytes($"[{key}\0;{name}\0;"));
            file.Write(Number(type));
            file.Write(Encoding.Unicode.GetBytes(";"));
            file.Write(Number((uint)data.Length));
            file.Write(Encoding.Unicode.GetBytes(";"));
            file.Write(data);
            file.Write(Encoding.Unicode.GetBytes("]"));
        }

        return file.ToArray();
    }

    public static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
