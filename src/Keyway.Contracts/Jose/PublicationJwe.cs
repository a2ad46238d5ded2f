using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Contracts.Jose;

/// <summary>
/// A Kerberos server's key on its way from the domain to the identity server: a compact JWE with RSA-OAEP-256 and A256GCM (RFC 7516,
/// RFC 7518 4.3), addressed by <c>kid</c> to the server's publication key.
/// </summary>
public static class PublicationJwe
{
    private const string Algorithm = "RSA-OAEP-256";
    private const int ContentKeyLength = 32;

    /// <summary>base64url of the SHA-256 of the key's SPKI: the key id, and the fingerprint that administrators compare.</summary>
    public static string KeyId(RSA publicationKey) => Base64Url.EncodeToString(SHA256.HashData(publicationKey.ExportSubjectPublicKeyInfo()));

    /// <summary>Seals <paramref name="content"/> to the publication key.</summary>
    public static string Seal(RSA publicationKey, ReadOnlySpan<byte> content)
    {
        var contentKey = RandomNumberGenerator.GetBytes(ContentKeyLength);
        var wrapped = publicationKey.Encrypt(contentKey, RSAEncryptionPadding.OaepSHA256);
        var jwe = CompactJwe.Seal(new JoseHeader(Algorithm, Kid: KeyId(publicationKey)), wrapped, contentKey, content);
        CryptographicOperations.ZeroMemory(contentKey);
        return jwe;
    }

    /// <summary>The fingerprint of the key that an untrusted envelope says it is sealed to; null when it is no whole envelope. Only opening it proves the rest.</summary>
    public static string? AddresseeOf(string jwe) =>
        CompactJwe.Parse(jwe).TryGet(out var envelope, out _) && envelope.Header.Alg == Algorithm && envelope.EncryptedKey.Length > 0 ? envelope.Header.Kid : null;

    /// <summary>Opens an untrusted envelope with the server's private publication key.</summary>
    public static Result<byte[]> Open(RSA publicationKey, string jwe)
    {
        if (!CompactJwe.Parse(jwe).TryGet(out var envelope, out var refusal))
            return refusal;
        if (envelope.Header.Alg != Algorithm)
            return Catalogue.Tokens.JweMalformed;
        if (envelope.Header.Kid != KeyId(publicationKey))
            return new Refusal(Catalogue.Tokens.JweNotForUs, "sealed to another publication key");

        byte[]? contentKey = null;
        try
        {
            contentKey = publicationKey.Decrypt(envelope.EncryptedKey, RSAEncryptionPadding.OaepSHA256);
            return contentKey.Length == ContentKeyLength ? envelope.Open(contentKey) : Catalogue.Tokens.JweNotForUs;
        }
        catch (CryptographicException)
        {
            return Catalogue.Tokens.JweNotForUs;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(contentKey);
        }
    }
}
