using System.Buffers.Binary;
using System.Text;

namespace Keyway.Kerberos.Pac;

/// <summary>Reads what <see cref="NdrWriter"/> writes. A read past the end gives zeros and marks the whole as failed, so that one question at the end decides.</summary>
internal ref struct NdrReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>True when something did not fit.</summary>
    public bool Failed { get; private set; }

    public readonly int Remaining => _data.Length - _position;

    public ushort UInt16() => Take(2, 2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    public uint UInt32() => Take(4, 4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    public long Time()
    {
        long low = UInt32();
        return unchecked(((long)UInt32() << 32) | low);
    }

    public byte[] Bytes(int count) => Take(count, 1).ToArray();

    /// <summary>A count of elements of which each has at least <paramref name="elementSize"/> bytes still to come; zero, and failed, when they cannot.</summary>
    public int Count(uint value, int elementSize)
    {
        if (value <= (uint)(Remaining / elementSize))
            return (int)value;
        Failed = true;
        return 0;
    }

    /// <summary>A number that must be this one.</summary>
    public void Expect(uint value) => Failed |= UInt32() != value;

    /// <summary>RPC_UNICODE_STRING without its characters.</summary>
    public NdrString String()
    {
        var length = UInt16();
        UInt16();
        return new NdrString(length, UInt32() != 0);
    }

    public string StringContent(NdrString header)
    {
        if (!header.IsPresent)
        {
            Failed |= header.Length != 0;
            return "";
        }

        var maximum = UInt32();
        Expect(0);
        var actual = UInt32();
        Failed |= actual > maximum || 2 * (long)actual != header.Length;
        return Encoding.Unicode.GetString(Take(2 * Count(actual, 2), 1));
    }

    public SecurityIdentifier? SidContent()
    {
        var count = Count(UInt32(), 4);
        if (SecurityIdentifier.Parse(Take(8 + (4 * count), 4)).TryGet(out var sid, out _))
            return sid;
        Failed = true;
        return null;
    }

    private ReadOnlySpan<byte> Take(int count, int alignment)
    {
        var start = (_position + alignment - 1) / alignment * alignment;
        if (Failed || start > _data.Length || count > _data.Length - start)
        {
            Failed = true;
            return default;
        }

        _position = start + count;
        return _data.Slice(start, count);
    }
}
