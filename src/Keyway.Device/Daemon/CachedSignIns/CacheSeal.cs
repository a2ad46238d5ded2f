using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.CachedSignIns;

/// <summary>
/// Seals a cached sign-in by two secrets at once: what the security key makes of this computer's salt after it has verified its user
/// (hmac-secret, CTAP 2.1 12.5), and what this computer's device key makes of it. A copied file opens on no other computer, and here only
/// with the key and its PIN; guessing the PIN means asking the key, which counts.
/// </summary>
internal sealed class CacheSeal : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] _key;

    private CacheSeal(byte[] key) => _key = key;

    /// <summary>The seal of one credential at this computer.</summary>
    /// <param name="joined">This computer.</param>
    /// <param name="salt">32 bytes, this computer's own.</param>
    /// <param name="credentialId">Which credential.</param>
    /// <param name="hmacSecret">32 bytes: what the credential made of the salt.</param>
    public static CacheSeal Of(JoinedState joined, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> credentialId, ReadOnlySpan<byte> hmacSecret)
    {
        // PKCS #1 v1.5 signatures are the same each time: one that only this computer's key (or its TPM) can make serves as its secret.
        byte[] said = [.. "keyway cached sign-in 1 "u8, .. joined.Device.DeviceId.ToByteArray(bigEndian: true), .. salt];
        var deviceSecret = SHA256.HashData(joined.Keys.DeviceKey.SignData(said, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        byte[] both = [.. hmacSecret, .. deviceSecret];
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, both, 32, salt.ToArray(), [.. "keyway cached sign-in 1"u8, .. credentialId]);
        CryptographicOperations.ZeroMemory(both);
        CryptographicOperations.ZeroMemory(deviceSecret);
        return new CacheSeal(key);
    }

    public CachedSignIn Seal(Guid objectId, ReadOnlySpan<byte> credentialId, CachedFacts facts)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(facts, DeviceJson.Default.CachedFacts);
        var sealedFacts = new byte[NonceSize + plain.Length + TagSize];
        var nonce = sealedFacts.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        var id = Base64Url.EncodeToString(credentialId);
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(nonce, plain, sealedFacts.AsSpan(NonceSize, plain.Length), sealedFacts.AsSpan(^TagSize), Bound(objectId, id));
        return new CachedSignIn(objectId, id, Convert.ToBase64String(sealedFacts));
    }

    public Result<CachedFacts> Open(CachedSignIn cached)
    {
        var bytes = new byte[cached.Sealed.Length];
        if (!Convert.TryFromBase64String(cached.Sealed, bytes, out var length) || length < NonceSize + TagSize)
            return Catalogue.Daemon.CachedSignInForeign;
        var content = bytes.AsSpan(0, length);
        var plain = new byte[length - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(_key, TagSize);
            aes.Decrypt(content[..NonceSize], content[NonceSize..^TagSize], content[^TagSize..], plain, Bound(cached.ObjectId, cached.CredentialId));
        }
        catch (AuthenticationTagMismatchException)
        {
            return Catalogue.Daemon.CachedSignInForeign;
        }

        return ContractsJson.TryRead(plain, DeviceJson.Default.CachedFacts, out var facts) ? facts : Catalogue.Daemon.CachedSignInForeign;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    // What stands readable in the file is bound to what is sealed: an entry cannot be made somebody else's.
    private static byte[] Bound(Guid objectId, string credentialId) => Encoding.UTF8.GetBytes($"{objectId:D} {credentialId}");
}
