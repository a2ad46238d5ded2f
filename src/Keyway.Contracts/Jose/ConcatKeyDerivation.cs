using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.Contracts.Jose;

/// <summary>The Concat KDF with SHA-256 (NIST SP 800-56A 5.8.1) as ECDH-ES uses it (RFC 7518 4.6.2).</summary>
public static class ConcatKeyDerivation
{
    /// <summary>One round of it, so that a key is at most 256 bits long.</summary>
    /// <param name="sharedSecret">Z, the X coordinate that both sides computed.</param>
    /// <param name="algorithm">What the key is for: the <c>enc</c> of the header.</param>
    /// <param name="partyU">What names the sender; may be empty.</param>
    /// <param name="partyV">What names the receiver; may be empty.</param>
    /// <param name="bytes">1 to 32.</param>
    public static byte[] Derive(ReadOnlySpan<byte> sharedSecret, string algorithm, ReadOnlySpan<byte> partyU, ReadOnlySpan<byte> partyV, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, SHA256.HashSizeInBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendNumber(hash, 1);
        hash.AppendData(sharedSecret);
        AppendLengthAndData(hash, Encoding.ASCII.GetBytes(algorithm));
        AppendLengthAndData(hash, partyU);
        AppendLengthAndData(hash, partyV);
        AppendNumber(hash, bytes * 8);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        var key = digest[..bytes].ToArray();
        CryptographicOperations.ZeroMemory(digest);
        return key;
    }

    private static void AppendLengthAndData(IncrementalHash hash, ReadOnlySpan<byte> data)
    {
        AppendNumber(hash, data.Length);
        hash.AppendData(data);
    }

    private static void AppendNumber(IncrementalHash hash, int number)
    {
        Span<byte> encoded = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(encoded, number);
        hash.AppendData(encoded);
    }
}
