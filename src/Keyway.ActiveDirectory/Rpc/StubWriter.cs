using System.Buffers.Binary;

namespace Keyway.ActiveDirectory.Rpc;

/// <summary>Writes little-endian NDR 2.0, each number aligned to its size ([C706] 14).</summary>
internal sealed class StubWriter
{
    private byte[] _buffer = new byte[256];
    private int _length;
    private uint _nextReferent = 0x0002_0000;

    public void Byte(byte value) => Take(1, 1)[0] = value;

    public void UInt16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2, 2), checked((ushort)value));

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4, 4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8, 8), value);

    public void Guid(Guid value) => value.TryWriteBytes(Take(16, 4));

    /// <summary>A pointer to what follows later.</summary>
    public void Pointer()
    {
        UInt32(_nextReferent);
        _nextReferent += 4;
    }

    public void NullPointer() => UInt32(0);

    public void Align(int alignment) => Take(0, alignment);

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length, 1));

    public void Zeros(int count) => Take(count, 1);

    public byte[] ToArray() => _buffer[.._length];

    private Span<byte> Take(int count, int alignment)
    {
        var start = (_length + alignment - 1) / alignment * alignment;
        if (start + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, start + count));
        _length = start + count;
        return _buffer.AsSpan(start, count);
    }
}
