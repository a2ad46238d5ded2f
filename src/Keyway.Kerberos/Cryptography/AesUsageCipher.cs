using System.Security.Cryptography;

namespace Keyway.Kerberos.Cryptography;

/// <summary>aes128/256-cts-hmac-sha1-96 for one usage (RFC 3961 5.3, RFC 3962 6). The checksum covers confounder and plaintext.</summary>
internal sealed class AesUsageCipher : UsageCipher
{
    private const int Block = 16;
    private const int Hmac = 12;

    // One-shot calls of an Aes only read its key, so that threads may share it.
    private readonly Aes _encryption = Aes.Create();
    private readonly byte[] _integrity;
    private readonly byte[] _checksum;

    public AesUsageCipher(ReadOnlySpan<byte> key, KeyUsage usage)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        Span<byte> derived = stackalloc byte[3 * key.Length];
        AesDerivation.DeriveUsage(aes, usage, derived);
        _encryption.SetKey(derived[..key.Length]);
        _integrity = derived.Slice(key.Length, key.Length).ToArray();
        _checksum = derived[(2 * key.Length)..].ToArray();
        CryptographicOperations.ZeroMemory(derived);
    }

    public override int ConfounderLength => Block;

    public override int Overhead => Block + Hmac;

    public override int ChecksumLength => Hmac;

    public override void Encrypt(ReadOnlySpan<byte> confounder, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        var length = Block + plaintext.Length;
        var buffer = length <= 2048 ? stackalloc byte[length] : new byte[length];
        confounder.CopyTo(buffer);
        plaintext.CopyTo(buffer[Block..]);
        AesCts.Encrypt(_encryption, buffer, ciphertext[..length]);
        Sign(_integrity, buffer, ciphertext[length..]);
        CryptographicOperations.ZeroMemory(buffer);
    }

    public override byte[]? TryDecrypt(ReadOnlySpan<byte> ciphertext)
    {
        if (ciphertext.Length < Overhead)
            return null;

        var length = ciphertext.Length - Hmac;
        var buffer = length <= 2048 ? stackalloc byte[length] : new byte[length];
        AesCts.Decrypt(_encryption, ciphertext[..length], buffer);
        Span<byte> expected = stackalloc byte[Hmac];
        Sign(_integrity, buffer, expected);
        var plaintext = CryptographicOperations.FixedTimeEquals(expected, ciphertext[length..]) ? buffer[Block..].ToArray() : null;
        CryptographicOperations.ZeroMemory(buffer);
        return plaintext;
    }

    public override void Checksum(ReadOnlySpan<byte> data, Span<byte> checksum) => Sign(_checksum, data, checksum);

    /// <summary>Encrypts one text and signs another that holds it: messages of which a part travels in clear (RFC 3961 5.3 with associated data, as [MS-KILE] 3.4.5.4.1 has it).</summary>
    /// <param name="text">What is encrypted, with its confounder in front; at least 16 bytes.</param>
    /// <param name="signed">What is signed, with the confounder too.</param>
    /// <param name="ciphertext">12 bytes longer than <paramref name="text"/>.</param>
    public void EncryptAndSign(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signed, Span<byte> ciphertext)
    {
        AesCts.Encrypt(_encryption, text, ciphertext[..text.Length]);
        Sign(_integrity, signed, ciphertext[text.Length..]);
    }

    /// <summary>Decrypts without any check: the caller verifies what it puts together by <see cref="Verify"/> before it believes it.</summary>
    /// <param name="ciphertext">Without the signature; at least 16 bytes.</param>
    public void DecryptUnverified(ReadOnlySpan<byte> ciphertext, Span<byte> text) => AesCts.Decrypt(_encryption, ciphertext, text);

    /// <summary>Compares in constant time.</summary>
    public bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[Hmac];
        Sign(_integrity, signed, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }

    public override void Dispose()
    {
        _encryption.Dispose();
        CryptographicOperations.ZeroMemory(_integrity);
        CryptographicOperations.ZeroMemory(_checksum);
    }

    private static void Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> destination)
    {
        Span<byte> full = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, data, full);
        full[..Hmac].CopyTo(destination);
    }
}
