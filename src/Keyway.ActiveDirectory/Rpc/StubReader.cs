using System.Buffers.Binary;

namespace Keyway.ActiveDirectory.Rpc;

/// <summary>
/// Reads little-endian NDR 2.0, each number aligned to its size ([C706] 14). A read past the end gives zeros and marks the whole as failed, so that one
/// question at the end decides; counts are believed only as far as bytes are there.
/// </summary>
internal ref struct StubReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>True when something did not fit.</summary>
    public bool Failed { get; private set; }

    public readonly int Remaining => _data.Length - _position;

    public ushort UInt16() => Take(2, 2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    public uint UInt32() => Take(4, 4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    public ulong UInt64() => Take(8, 8) is { Length: 8 } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    public Guid Guid() => Take(16, 4) is { Length: 16 } bytes ? new Guid(bytes) : System.Guid.Empty;

    /// <summary>A pointer; true when what it points to follows.</summary>
    public bool Pointer() => UInt32() != 0;

    public void Align(int alignment) => Take(0, alignment);

    /// <summary>Bytes as they stand, not copied.</summary>
    public ReadOnlySpan<byte> Bytes(int count) => Take(count, 1);

    /// <summary>A number that must be this one.</summary>
    public void Expect(uint value) => Failed |= UInt32() != value;

    /// <summary>A count of elements of which each has at least <paramref name="elementSize"/> bytes still to come; zero, and failed, when they cannot.</summary>
    public int Count(uint value, int elementSize)
    {
        if (!Failed && value <= (uint)(Remaining / elementSize))
            return (int)value;
        Failed = true;
        return 0;
    }

    private ReadOnlySpan<byte> Take(int count, int alignment)
    {
        var start = (_position + alignment - 1) / alignment * alignment;
        if (Failed || count < 0 || start > _data.Length || count > _data.Length - start)
        {
            Failed = true;
            return default;
        }

        _position = start + count;
        return _data.Slice(start, count);
    }
}
