using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Keyway.Server.Sealing;

/// <summary>
/// What the framework seals for browsers (form tokens, notices): AES-256-GCM under a key of this server for each purpose. In the place of the framework's key ring,
/// whose files would lie beside the store in the clear and which a second server on the same store would not know.
/// </summary>
internal sealed class SealedProtection : IDataProtectionProvider, IDataProtector
{
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    // Made at the first use: the framework asks for protectors while it is being put together, and a store that does not open is told of by the server's start.
    private readonly Lazy<byte[]> _key;

    public SealedProtection(ServerKeys keys)
        : this(() => keys.GetOrCreate("browser-protection", () => RandomNumberGenerator.GetBytes(KeyLength)))
    {
    }

    private SealedProtection(Func<byte[]> key) => _key = new Lazy<byte[]>(key);

    public IDataProtector CreateProtector(string purpose) =>
        new SealedProtection(() => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key.Value, KeyLength, info: Encoding.UTF8.GetBytes(purpose)));

    public byte[] Protect(byte[] plaintext)
    {
        var sealedBytes = new byte[NonceLength + plaintext.Length + TagLength];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key.Value, TagLength);
        aes.Encrypt(nonce, plaintext, sealedBytes.AsSpan(NonceLength, plaintext.Length), sealedBytes.AsSpan(NonceLength + plaintext.Length));
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">It was not sealed here for this purpose: what the framework expects.</exception>
    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < NonceLength + TagLength)
            throw new CryptographicException("Too short to be sealed.");
        var plain = new byte[protectedData.Length - NonceLength - TagLength];
        using var aes = new AesGcm(_key.Value, TagLength);
        aes.Decrypt(protectedData.AsSpan(0, NonceLength), protectedData.AsSpan(NonceLength, plain.Length), protectedData.AsSpan(NonceLength + plain.Length), plain);
        return plain;
    }
}
