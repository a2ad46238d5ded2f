using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Keyway.Kerberos.Cryptography;

/// <summary>rc4-hmac for one usage (RFC 4757 sections 4 and 5). The ciphertext starts with its checksum.</summary>
internal sealed class Rc4UsageCipher : UsageCipher
{
    private const int Confounder = 8;
    private const int Hmac = 16;

    private readonly byte[] _usageKey = new byte[Hmac];
    private readonly byte[] _signingKey = new byte[Hmac];
    private readonly byte[] _usage = new byte[4];

    public Rc4UsageCipher(ReadOnlySpan<byte> key, KeyUsage usage)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_usage, Translate((int)usage));
        HMACMD5.HashData(key, _usage, _usageKey);
        HMACMD5.HashData(key, "signaturekey\0"u8, _signingKey);
    }

    public override int ConfounderLength => Confounder;

    public override int Overhead => Hmac + Confounder;

    public override int ChecksumLength => Hmac;

    public override void Encrypt(ReadOnlySpan<byte> confounder, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        var body = ciphertext[Hmac..];
        confounder.CopyTo(body);
        plaintext.CopyTo(body[Confounder..]);
        HMACMD5.HashData(_usageKey, body, ciphertext);
        Transform(ciphertext[..Hmac], body, body);
    }

    public override byte[]? TryDecrypt(ReadOnlySpan<byte> ciphertext)
    {
        if (ciphertext.Length < Overhead)
            return null;

        var buffer = new byte[ciphertext.Length - Hmac];
        Transform(ciphertext[..Hmac], ciphertext[Hmac..], buffer);
        Span<byte> expected = stackalloc byte[Hmac];
        HMACMD5.HashData(_usageKey, buffer, expected);
        var plaintext = CryptographicOperations.FixedTimeEquals(expected, ciphertext[..Hmac]) ? buffer[Confounder..] : null;
        CryptographicOperations.ZeroMemory(buffer);
        return plaintext;
    }

    public override void Checksum(ReadOnlySpan<byte> data, Span<byte> checksum)
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(_usage);
        md5.AppendData(data);
        md5.GetHashAndReset(digest);
        HMACMD5.HashData(_signingKey, digest, checksum);
    }

    public override void Dispose()
    {
        CryptographicOperations.ZeroMemory(_usageKey);
        CryptographicOperations.ZeroMemory(_signingKey);
    }

    // RFC 4757 section 3: these Kerberos usages share the number that Windows used before there was a standard.
    private static int Translate(int usage) => usage switch { 3 or 9 => 8, 23 => 13, _ => usage };

    private void Transform(ReadOnlySpan<byte> checksum, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Span<byte> key = stackalloc byte[Hmac];
        HMACMD5.HashData(_usageKey, checksum, key);
        Rc4.Transform(key, input, output);
        CryptographicOperations.ZeroMemory(key);
    }
}
