using System.Buffers.Binary;
using System.Text;

namespace Keyway.Kerberos.Pac;

/// <summary>Little-endian NDR into a growing buffer: primitives aligned to their size, and the pieces that pointers refer to ([C706] chapter 14, [MS-RPCE] 2.2.6).</summary>
internal sealed class NdrWriter
{
    private byte[] _buffer = new byte[512];
    private uint _nextReferent = 0x0002_0000;

    public int Length { get; private set; }

    public void UInt16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2, 2), checked((ushort)value));

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4, 4), value);

    public void Time(long fileTime)
    {
        UInt32(unchecked((uint)fileTime));
        UInt32(unchecked((uint)(fileTime >> 32)));
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length, 1));

    /// <summary>A pointer that is not null.</summary>
    public void Pointer()
    {
        UInt32(_nextReferent);
        _nextReferent += 4;
    }

    public void NullPointer() => UInt32(0);

    /// <summary>RPC_UNICODE_STRING; its characters follow by <see cref="StringContent"/>.</summary>
    /// <param name="value">The text.</param>
    /// <param name="spare">Characters of room behind the text that the string announces: Windows leaves one for an ending zero in some fields.</param>
    public void String(string value, int spare = 0)
    {
        UInt16(2 * value.Length);
        UInt16(2 * (value.Length + spare));
        Pointer();
    }

    public void StringContent(string value, int spare = 0)
    {
        UInt32((uint)(value.Length + spare));
        UInt32(0);
        UInt32((uint)value.Length);
        Encoding.Unicode.GetBytes(value, Take(2 * value.Length, 1));
    }

    /// <summary>PISID as a pointer refers to it: the count of sub-authorities stands before the structure once more.</summary>
    public void SidContent(SecurityIdentifier sid)
    {
        UInt32((uint)sid.SubAuthorities.Count);
        sid.WriteTo(Take(sid.BinaryLength, 4));
    }

    /// <summary>What was written, with zeros up to a multiple of <paramref name="alignment"/>.</summary>
    public byte[] ToArray(int alignment)
    {
        Take(0, alignment);
        return _buffer[..Length];
    }

    private Span<byte> Take(int count, int alignment)
    {
        var start = (Length + alignment - 1) / alignment * alignment;
        if (start + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, start + count));
        Length = start + count;
        return _buffer.AsSpan(start, count);
    }
}
