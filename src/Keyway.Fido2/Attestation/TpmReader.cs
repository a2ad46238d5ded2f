using System.Buffers.Binary;

namespace Keyway.Fido2.Attestation;

/// <summary>Reads the big-endian structures of a TPM (TPM 2.0 library, part 2). After a read beyond the end <see cref="Failed"/> stays true and all values are zero.</summary>
internal ref struct TpmReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public bool Failed { get; private set; }

    /// <summary>True when everything was read and nothing was missing.</summary>
    public readonly bool EndedWell => !Failed && _rest.IsEmpty;

    public ushort UInt16() => Take(2) is { Length: 2 } taken ? BinaryPrimitives.ReadUInt16BigEndian(taken) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } taken ? BinaryPrimitives.ReadUInt32BigEndian(taken) : 0;

    /// <summary>A TPM2B: two bytes of length, then as many bytes.</summary>
    public ReadOnlySpan<byte> Sized() => Take(UInt16());

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length) Failed = true;
        if (Failed) return default;
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
