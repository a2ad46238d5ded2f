using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Server.Sealing.Custody;

/// <summary>The RSA key pair that wraps the key-encryption key. The private half stays in the token; OpenSSL does the padding.</summary>
internal sealed class TokenKey(RSA rsa) : IDisposable
{
    private const string Engine = "pkcs11";
    private const int ShortestKey = 3072;
    private const int LongestKey = 8192;
    private const int RsaLibrary = 4;
    private const int ProviderLibrary = 57;
    private const int NoSuchEngine = 0x13000074;

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, base64url.</summary>
    public string KeyId { get; } = Base64Url.EncodeToString(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()));

    /// <summary>Logs in to the token and opens the key through OpenSSL's engine.</summary>
    public static Result<TokenKey> Open(TokenSettings settings, string markerPath)
    {
        if (!TokenLogin.LogIn(settings.Key, new PinFile(settings.PinFile, markerPath)).TryGet(out _, out var refusal))
            return refusal;
        try
        {
            using var handle = SafeEvpPKeyHandle.OpenPrivateKeyFromEngine(Engine, settings.Key.Text);
            var rsa = new RSAOpenSsl(handle);
            if (rsa.KeySize is >= ShortestKey and <= LongestKey)
                return new TokenKey(rsa);
            var size = rsa.KeySize;
            rsa.Dispose();
            return new Refusal(Catalogue.KeyCustody.KeyUnfit, $"{size} bits");
        }
        catch (CryptographicException failure) when (failure.GetType() == typeof(CryptographicException))
        {
            // .NET itself, and not OpenSSL, refused the key: it is no RSA key.
            return new Refusal(Catalogue.KeyCustody.KeyUnfit, failure.Message);
        }
        catch (CryptographicException failure) when (failure.HResult == NoSuchEngine)
        {
            return new Refusal(Catalogue.KeyCustody.EngineMissing, failure.Message);
        }
        catch (CryptographicException failure)
        {
            return new Refusal(Catalogue.KeyCustody.TokenFailed, failure.Message);
        }
    }

    public byte[] Wrap(ReadOnlySpan<byte> key) => rsa.Encrypt(key, WrappedKey.Padding);

    /// <summary>Opens a wrapping; the caller zeroes the key.</summary>
    public Result<byte[]> Unwrap(WrappedKey wrapped)
    {
        if (wrapped.KeyId != KeyId)
            return new Refusal(Catalogue.KeyCustody.KeyDiffers, $"wrapped by {wrapped.KeyId}, the token's is {KeyId}");
        var value = Base64Url.DecodeFromChars(wrapped.Value);
        if (value.Length != rsa.KeySize / 8)
            return new Refusal(Catalogue.KeyCustody.WrappedFileDamaged, $"{value.Length} bytes");
        try
        {
            var key = rsa.Decrypt(value, WrappedKey.Padding);
            return key.Length == KeyEncryptionKeyFile.KeyLength ? key : Catalogue.KeyCustody.WrappedFileDamaged;
        }
        catch (CryptographicException failure)
        {
            return new Refusal(LibraryOf(failure) is RsaLibrary or ProviderLibrary ? Catalogue.KeyCustody.WrappedFileDamaged : Catalogue.KeyCustody.TokenFailed, failure.Message);
        }
    }

    public void Dispose() => rsa.Dispose();

    // .NET hands OpenSSL's error number on as HResult; above bit 23 stands who raised it (ERR_GET_LIB).
    private static int LibraryOf(CryptographicException failure) => (failure.HResult >> 23) & 0xFF;
}
