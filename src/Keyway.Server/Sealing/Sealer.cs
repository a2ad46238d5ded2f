using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;

namespace Keyway.Server.Sealing;

/// <summary>
/// Seals secrets at rest with AES-256-GCM under the key-encryption key. The purpose is associated data: a value sealed for one place does not open
/// in another. Form: 1 version byte, 12 bytes of nonce, the ciphertext, 16 bytes of tag.
/// </summary>
internal sealed class Sealer(byte[] keyEncryptionKey)
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + NonceLength;

    /// <summary>Seals a secret for a purpose such as <c>kerberos-server-key:contoso.com/AzureADKerberos</c>.</summary>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> secret)
    {
        var sealedValue = new byte[HeaderLength + secret.Length + TagLength];
        sealedValue[0] = Version;
        var nonce = sealedValue.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keyEncryptionKey, TagLength);
        aes.Encrypt(nonce, secret, sealedValue.AsSpan(HeaderLength, secret.Length), sealedValue.AsSpan(HeaderLength + secret.Length), Encoding.UTF8.GetBytes(purpose));
        return sealedValue;
    }

    /// <summary>Opens what was sealed for this purpose; the caller zeroes the secret after use.</summary>
    /// <returns>The secret or <see cref="Catalogue.ServerConfiguration.SealBroken"/>.</returns>
    public Result<byte[]> Open(string purpose, ReadOnlySpan<byte> sealedValue)
    {
        if (sealedValue.Length < HeaderLength + TagLength || sealedValue[0] != Version)
            return new Refusal(Catalogue.ServerConfiguration.SealBroken, purpose);
        var secret = new byte[sealedValue.Length - HeaderLength - TagLength];
        try
        {
            using var aes = new AesGcm(keyEncryptionKey, TagLength);
            aes.Decrypt(sealedValue.Slice(1, NonceLength), sealedValue[HeaderLength..^TagLength], sealedValue[^TagLength..], secret, Encoding.UTF8.GetBytes(purpose));
            return secret;
        }
        catch (CryptographicException)
        {
            return new Refusal(Catalogue.ServerConfiguration.SealBroken, purpose);
        }
    }
}
