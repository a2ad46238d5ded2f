using System.Buffers.Binary;
using Keyway.Errors;

namespace Keyway.Kerberos.Pac;

/// <summary>PAC_SIGNATURE_DATA ([MS-PAC] 2.8).</summary>
/// <param name="Type">How it was signed.</param>
/// <param name="Signature">12 bytes by AES keys, 16 by RC4 keys.</param>
/// <param name="BranchId">RODCIdentifier: which read-only domain controller signed; null for a full one.</param>
public sealed record PacSignature(ChecksumType Type, byte[] Signature, ushort? BranchId)
{
    /// <summary>Reads the buffer; <see cref="Catalogue.Kerberos.PacMalformed"/> otherwise.</summary>
    public static Result<PacSignature> Parse(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length < 4)
            return Malformed;
        var type = (ChecksumType)BinaryPrimitives.ReadInt32LittleEndian(buffer);
        var length = type switch
        {
            ChecksumType.HmacSha1Aes128 or ChecksumType.HmacSha1Aes256 => 12,
            ChecksumType.HmacMd5 => 16,
            _ => -1,
        };
        if (length < 0 || (buffer.Length != 4 + length && buffer.Length != 6 + length))
            return Malformed;
        ushort? branchId = buffer.Length == 6 + length ? BinaryPrimitives.ReadUInt16LittleEndian(buffer[(4 + length)..]) : null;
        return new PacSignature(type, buffer.Slice(4, length).ToArray(), branchId);
    }

    public byte[] Encode()
    {
        var buffer = new byte[4 + Signature.Length + (BranchId is null ? 0 : 2)];
        BinaryPrimitives.WriteInt32LittleEndian(buffer, (int)Type);
        Signature.CopyTo(buffer.AsSpan(4));
        if (BranchId is { } branchId)
            BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(4 + Signature.Length), branchId);
        return buffer;
    }

    private static Refusal Malformed => new(Catalogue.Kerberos.PacMalformed, "signature");
}
