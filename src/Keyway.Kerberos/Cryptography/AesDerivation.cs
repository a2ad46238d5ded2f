using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.Kerberos.Cryptography;

/// <summary>Keys from keys and from passwords for the AES encryption types (RFC 3961 5.1, RFC 3962 4).</summary>
internal static class AesDerivation
{
    /// <summary>What both sides use unless the KDC says otherwise (RFC 3962 4).</summary>
    public const int DefaultIterations = 4096;

    private const int Block = 16;
    private const int FoldedUsages = 64;

    /// <summary>The folded constants of the usages that exist: they depend on nothing.</summary>
    private static readonly byte[][] Folded = [.. Enumerable.Range(0, FoldedUsages).Select(usage => Fold((KeyUsage)usage))];

    private static ReadOnlySpan<byte> Purposes => [0xAA, 0x55, 0x99];

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

    /// <summary>
    /// The three keys of one usage (RFC 3961 5.3), one behind the other: encryption (0xAA), integrity (0x55), checksum (0x99). Made in step,
    /// because a call into the cipher costs more than what it ciphers.
    /// </summary>
    /// <param name="aes">The base key.</param>
    /// <param name="usage">What for.</param>
    /// <param name="derived">Three times the key's length, filled.</param>
    public static void DeriveUsage(Aes aes, KeyUsage usage, Span<byte> derived)
    {
        var keyLength = derived.Length / Purposes.Length;
        Span<byte> blocks = stackalloc byte[Purposes.Length * Block];
        UsageConstants(usage, blocks);
        for (var offset = 0; offset < keyLength; offset += Block)
        {
            aes.EncryptEcb(blocks, blocks, PaddingMode.None);
            for (var purpose = 0; purpose < Purposes.Length; purpose++)
                blocks.Slice(purpose * Block, Block).CopyTo(derived[((purpose * keyLength) + offset)..]);
        }

        CryptographicOperations.ZeroMemory(blocks);
    }

    /// <summary>string-to-key: PBKDF2-HMAC-SHA1, then DK with the constant "kerberos".</summary>
    public static byte[] FromPassword(int keyLength, ReadOnlySpan<byte> passwordUtf8, string salt, int iterations)
    {
        var seed = Rfc2898DeriveBytes.Pbkdf2(passwordUtf8, Encoding.UTF8.GetBytes(salt), iterations, HashAlgorithmName.SHA1, keyLength);
        using var aes = Aes.Create();
        aes.SetKey(seed);
        var key = new byte[keyLength];
        Derive(aes, "kerberos"u8, key);
        CryptographicOperations.ZeroMemory(seed);
        return key;
    }

    private static void UsageConstants(KeyUsage usage, Span<byte> blocks) =>
        ((uint)usage < FoldedUsages ? Folded[(int)usage] : Fold(usage)).CopyTo(blocks);

    private static byte[] Fold(KeyUsage usage)
    {
        Span<byte> constant = stackalloc byte[5];
        BinaryPrimitives.WriteInt32BigEndian(constant, (int)usage);
        var blocks = new byte[Purposes.Length * Block];
        for (var purpose = 0; purpose < Purposes.Length; purpose++)
        {
            constant[4] = Purposes[purpose];
            NFold.Fold(constant, blocks.AsSpan(purpose * Block, Block));
        }

        return blocks;
    }
}
