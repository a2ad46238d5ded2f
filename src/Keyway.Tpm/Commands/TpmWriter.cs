using System.Buffers.Binary;

namespace Keyway.Tpm.Commands;

/// <summary>Writes what a TPM reads, big-endian. Everything we send is far below the limit of a command; more is a bug and throws.</summary>
internal sealed class TpmWriter
{
    private readonly byte[] _buffer = new byte[2048];
    private int _length;

    public TpmWriter Byte(byte value)
    {
        _buffer[_length++] = value;
        return this;
    }

    public TpmWriter UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(_length), checked((ushort)value));
        _length += 2;
        return this;
    }

    public TpmWriter UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(_length), value);
        _length += 4;
        return this;
    }

    public TpmWriter Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_buffer.AsSpan(_length));
        _length += value.Length;
        return this;
    }

    /// <summary>A TPM2B: its size in two bytes, then the bytes.</summary>
    public TpmWriter Sized(ReadOnlySpan<byte> value) => UInt16(value.Length).Bytes(value);

    public byte[] ToArray() => _buffer[.._length];
}
