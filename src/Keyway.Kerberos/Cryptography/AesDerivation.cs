using System.Security.Cryptography;
using System.Text;

namespace Keyway.Kerberos.Cryptography;

/// <summary>Keys from keys and from passwords for the AES encryption types (RFC 3961 5.1, RFC 3962 4).</summary>
internal static class AesDerivation
{
    /// <summary>What both sides use unless the KDC says otherwise (RFC 3962 4).</summary>
    public const int DefaultIterations = 4096;

    private const int Block = 16;

    /// <summary>DK(key, constant): random-to-key is the identity for AES.</summary>
    /// <param name="aes">The base key.</param>
    /// <param name="constant">A well-known constant, any length.</param>
    /// <param name="derived">16 or 32 bytes, filled.</param>
    public static void Derive(Aes aes, ReadOnlySpan<byte> constant, Span<byte> derived)
    {
        Span<byte> block = stackalloc byte[Block];
        if (constant.Length == Block)
            constant.CopyTo(block);
        else
            NFold.Fold(constant, block);

        for (var offset = 0; offset < derived.Length; offset += Block)
        {
            aes.EncryptEcb(block, derived.Slice(offset, Block), PaddingMode.None);
            derived.Slice(offset, Block).CopyTo(block);
        }

        CryptographicOperations.ZeroMemory(block);
    }

    /// <summary>The key of one usage and one purpose: 0xAA encryption, 0x55 integrity, 0x99 checksum (RFC 3961 5.3).</summary>
    public static byte[] DeriveUsage(Aes aes, int keyLength, KeyUsage usage, byte purpose)
    {
        Span<byte> constant = stackalloc byte[5];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(constant, (int)usage);
        constant[4] = purpose;
        var derived = new byte[keyLength];
        Derive(aes, constant, derived);
        return derived;
    }

    /// <summary>string-to-key: PBKDF2-HMAC-SHA1, then DK with the constant "kerberos".</summary>
    public static byte[] FromPassword(int keyLength, string password, string salt, int iterations)
    {
        var passwordBytes = Encoding.UTF8.GetBytes(password);
        var seed = Rfc2898DeriveBytes.Pbkdf2(passwordBytes, Encoding.UTF8.GetBytes(salt), iterations, HashAlgorithmName.SHA1, keyLength);
        using var aes = Aes.Create();
        aes.SetKey(seed);
        var key = new byte[keyLength];
        Derive(aes, "kerberos"u8, key);
        CryptographicOperations.ZeroMemory(seed);
        CryptographicOperations.ZeroMemory(passwordBytes);
        return key;
    }
}
