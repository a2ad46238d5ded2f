using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>unicodePwd as it is replicated: an NT hash under two DES keys made of the account's relative identifier, inside the session's encryption ([MS-DRSR] 4.1.10.5.11, [MS-SAMR] 2.2.11.1.2, 2.2.11.1.3).</summary>
internal static class ReplicatedNtHash
{
    private const int Length = 16;

    /// <summary>The NT hash, 16 bytes, which the caller zeroes; <c>KW1470</c> when it does not open, <c>KW1419</c> when it is no NT hash.</summary>
    public static Result<byte[]> Open(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> payload, uint relativeIdentifier)
    {
        if (!SecretDecryption.Open(sessionKey, payload).TryGet(out var wrapped, out var refusal))
            return refusal;
        try
        {
            if (wrapped.Length != Length)
                return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the length of a replicated NT hash");
            var (first, second) = KeysOf(relativeIdentifier);
            var hash = new byte[Length];
            BinaryPrimitives.WriteUInt64BigEndian(hash, DesBlock.Decrypt(first, BinaryPrimitives.ReadUInt64BigEndian(wrapped)));
            BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(8), DesBlock.Decrypt(second, BinaryPrimitives.ReadUInt64BigEndian(wrapped.AsSpan(8))));
            return hash;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapped);
        }
    }

    // The identifier's four bytes, little-endian, over and over: seven for the first key, seven for the second.
    private static (ulong First, ulong Second) KeysOf(uint relativeIdentifier)
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < bytes.Length; i += 4)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[i..], relativeIdentifier);
        return (Spread(bytes), Spread(bytes[7..]));
    }

    // Seven bits to a byte; the eighth would be parity.
    private static ulong Spread(ReadOnlySpan<byte> seven)
    {
        ulong bits = 0;
        for (var i = 0; i < 7; i++)
            bits = (bits << 8) | seven[i];
        ulong key = 0;
        for (var i = 0; i < 8; i++)
            key = (key << 8) | (((bits >> (49 - (7 * i))) & 0x7F) << 1);
        return key;
    }
}
