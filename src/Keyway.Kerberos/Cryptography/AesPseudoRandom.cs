using System.Security.Cryptography;

namespace Keyway.Kerberos.Cryptography;

/// <summary>The pseudo-random function of the AES encryption types (RFC 3961 5.3, RFC 3962 6) and its extension to any length (RFC 6113 5.1).</summary>
internal static class AesPseudoRandom
{
    private const int Block = 16;

    /// <summary>PRF(key, input): 16 bytes into <paramref name="output"/>.</summary>
    public static void Block16(ReadOnlySpan<byte> key, ReadOnlySpan<byte> input, Span<byte> output)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        Span<byte> derived = stackalloc byte[key.Length];
        AesDerivation.Derive(aes, "prf"u8, derived);
        aes.SetKey(derived);
        CryptographicOperations.ZeroMemory(derived);

        // One whole block under a zero vector: ciphertext stealing has nothing to steal.
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, digest);
        aes.EncryptEcb(digest[..Block], output[..Block], PaddingMode.None);
    }

    /// <summary>PRF+(key, pepper): PRF of 1 and the pepper, of 2 and the pepper, and so on, as many bytes as <paramref name="output"/> has; a multiple of 16.</summary>
    public static void Fill(ReadOnlySpan<byte> key, ReadOnlySpan<byte> pepper, Span<byte> output)
    {
        Span<byte> input = stackalloc byte[1 + pepper.Length];
        pepper.CopyTo(input[1..]);
        for (var offset = 0; offset < output.Length; offset += Block)
        {
            input[0]++;
            Block16(key, input, output[offset..]);
        }
    }
}
