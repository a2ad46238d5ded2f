using System.Buffers.Binary;

namespace Keyway.Tpm.Commands;

/// <summary>Reads what a TPM answered, big-endian (TPM 2.0 Part 1, 5.4). Past the end it returns nothing and remembers that it failed; it never throws and never allocates.</summary>
internal ref struct TpmReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>True once something was read that is not there.</summary>
    public bool Failed { get; private set; }

    /// <summary>True when all was there and nothing is left.</summary>
    public readonly bool Finished => !Failed && _rest.IsEmpty;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ushort UInt16() => Take(2) is { Length: 2 } value ? BinaryPrimitives.ReadUInt16BigEndian(value) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } value ? BinaryPrimitives.ReadUInt32BigEndian(value) : 0;

    /// <summary>A TPM2B: its size in two bytes, then so many bytes.</summary>
    public ReadOnlySpan<byte> Sized() => Take(UInt16());

    public ReadOnlySpan<byte> Rest() => Take(_rest.Length);

    public ReadOnlySpan<byte> Take(long count)
    {
        if (Failed || count > _rest.Length)
        {
            Failed = true;
            return default;
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
