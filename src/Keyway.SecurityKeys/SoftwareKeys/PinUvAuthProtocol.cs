using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>
/// PIN/UV auth protocol one or two (CTAP 2.1, 6.5.6 and 6.5.7): agrees on a secret with the host, encrypts and authenticates with it.
/// A shared secret is 32 bytes (one) or 64 bytes (two: HMAC key, then AES key).
/// </summary>
internal sealed class PinUvAuthProtocol(int number) : IDisposable
{
    private static readonly byte[] NoSalt = new byte[32];

    private ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public int Number => number;

    /// <summary>Makes a new key, so that secrets agreed on before are worth nothing.</summary>
    public void Regenerate()
    {
        _key.Dispose();
        _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    }

    /// <summary>The public key as a COSE key for key agreement (ECDH-ES+HKDF-256, which the host reads as a label only).</summary>
    public void WritePublicKey(CborWriter writer)
    {
        ECPoint point = _key.ExportParameters(includePrivateParameters: false).Q;
        CoseEc2Key.Write(writer, CoseEc2Key.KeyAgreement, point.X!, point.Y!);
    }

    /// <summary>The secret shared with the host's key, or null when that key is no point of the curve. The caller zeroes it.</summary>
    public byte[]? Decapsulate(CtapMap hostKey)
    {
        if (!CoseEc2Key.TryRead(hostKey, out ECPoint point)) return null;
        byte[] agreed;
        try
        {
            using var host = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            agreed = _key.DeriveRawSecretAgreement(host.PublicKey);
        }
        catch (CryptographicException)
        {
            return null;
        }

        byte[] secret;
        if (number == 1)
        {
            secret = SHA256.HashData(agreed);
        }
        else
        {
            secret = new byte[64];
            HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, secret.AsSpan(0, 32), NoSalt, "CTAP2 HMAC key"u8);
            HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, secret.AsSpan(32), NoSalt, "CTAP2 AES key"u8);
        }

        CryptographicOperations.ZeroMemory(agreed);
        return secret;
    }

    public byte[] Encrypt(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> plain)
    {
        using Aes aes = OpenAes(secret);
        if (number == 1) return aes.EncryptCbc(plain, NoSalt.AsSpan(0, 16), PaddingMode.None);
        byte[] vector = RandomNumberGenerator.GetBytes(16);
        return [.. vector, .. aes.EncryptCbc(plain, vector, PaddingMode.None)];
    }

    /// <summary>The plain text, or null when the length fits no encryption. The caller zeroes it.</summary>
    public byte[]? Decrypt(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> encrypted)
    {
        int vectorLength = number == 1 ? 0 : 16;
        if (encrypted.Length <= vectorLength || encrypted.Length % 16 != 0) return null;
        ReadOnlySpan<byte> vector = number == 1 ? NoSalt.AsSpan(0, 16) : encrypted[..16];
        using Aes aes = OpenAes(secret);
        return aes.DecryptCbc(encrypted[vectorLength..], vector, PaddingMode.None);
    }

    /// <summary>Whether the host, which knows the secret or the token, authenticated the message.</summary>
    public bool Verify(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> message, ReadOnlySpan<byte> authentication)
    {
        Span<byte> expected = stackalloc byte[32];
        HMACSHA256.HashData(secret[..32], message, expected);
        return CryptographicOperations.FixedTimeEquals(number == 1 ? expected[..16] : expected, authentication);
    }

    public void Dispose() => _key.Dispose();

    private Aes OpenAes(ReadOnlySpan<byte> secret)
    {
        var aes = Aes.Create();
        aes.SetKey(number == 1 ? secret[..32] : secret[32..]);
        return aes;
    }
}
