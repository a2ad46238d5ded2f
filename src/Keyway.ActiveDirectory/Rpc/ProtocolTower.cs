using System.Buffers.Binary;

namespace Keyway.ActiveDirectory.Rpc;

/// <summary>A protocol tower of five floors: interface, transfer syntax, connection-oriented RPC, TCP port, IPv4 address ([C706] appendix L, [MS-RPCE] 2.2.1.2.4).</summary>
internal static class ProtocolTower
{
    private const int Floors = 5;
    private const byte Uuid = 0x0D;
    private const byte ConnectionOriented = 0x0B;
    private const byte Tcp = 0x07;
    private const byte Ip = 0x09;

    /// <summary>The tower that asks for an interface over TCP: port and address are zero.</summary>
    public static byte[] Encode(RpcInterface service)
    {
        using var stream = new MemoryStream();
        UInt16(stream, Floors);
        Floor(stream, Syntax(service), new byte[2]);
        Floor(stream, Syntax(RpcInterface.Ndr), new byte[2]);
        Floor(stream, [ConnectionOriented], new byte[2]);
        Floor(stream, [Tcp], new byte[2]);
        Floor(stream, [Ip], new byte[4]);
        return stream.ToArray();
    }

    /// <summary>The TCP port of a tower for this interface; null for any other tower.</summary>
    public static int? PortOf(ReadOnlySpan<byte> tower, RpcInterface service)
    {
        if (!TryTake(ref tower, 2, out var count) || BinaryPrimitives.ReadUInt16LittleEndian(count) != Floors
            || !TryFloor(ref tower, out var left, out _) || !left.SequenceEqual(Syntax(service))
            || !TryFloor(ref tower, out left, out _) || !left.SequenceEqual(Syntax(RpcInterface.Ndr))
            || !TryFloor(ref tower, out left, out _) || left is not [ConnectionOriented]
            || !TryFloor(ref tower, out left, out var right) || left is not [Tcp] || right.Length != 2)
            return null;
        var port = BinaryPrimitives.ReadUInt16BigEndian(right);
        return port == 0 ? null : port;
    }

    private static byte[] Syntax(RpcInterface syntax)
    {
        var left = new byte[19];
        left[0] = Uuid;
        syntax.Id.TryWriteBytes(left.AsSpan(1));
        BinaryPrimitives.WriteUInt16LittleEndian(left.AsSpan(17), syntax.Major);
        return left;
    }

    private static void Floor(MemoryStream stream, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        UInt16(stream, left.Length);
        stream.Write(left);
        UInt16(stream, right.Length);
        stream.Write(right);
    }

    private static void UInt16(MemoryStream stream, int value)
    {
        stream.WriteByte((byte)value);
        stream.WriteByte((byte)(value >> 8));
    }

    private static bool TryFloor(ref ReadOnlySpan<byte> tower, out ReadOnlySpan<byte> left, out ReadOnlySpan<byte> right)
    {
        right = default;
        return TryPart(ref tower, out left) && TryPart(ref tower, out right);
    }

    private static bool TryPart(ref ReadOnlySpan<byte> tower, out ReadOnlySpan<byte> part)
    {
        part = default;
        return TryTake(ref tower, 2, out var length) && TryTake(ref tower, BinaryPrimitives.ReadUInt16LittleEndian(length), out part);
    }

    private static bool TryTake(ref ReadOnlySpan<byte> tower, int count, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (count > tower.Length)
            return false;
        taken = tower[..count];
        tower = tower[count..];
        return true;
    }
}
