using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Contracts.Jose;

/// <summary>
/// A Kerberos server's key on its way from the domain to the identity server: a compact JWE with RSA-OAEP-256 and A256GCM (RFC 7516,
/// RFC 7518 4.3), addressed by <c>kid</c> to the server's publication key.
/// </summary>
public static class PublicationJwe
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>base64url of the SHA-256 of the key's SPKI: the key id, and the fingerprint that administrators compare.</summary>
    public static string KeyId(RSA publicationKey) => Base64Url.EncodeToString(SHA256.HashData(publicationKey.ExportSubjectPublicKeyInfo()));

    /// <summary>Seals <paramref name="content"/> to the publication key.</summary>
    public static string Seal(RSA publicationKey, ReadOnlySpan<byte> content)
    {
        var header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(
            new JoseHeader("RSA-OAEP-256", Enc: "A256GCM", Kid: KeyId(publicationKey)), ContractsJson.Default.JoseHeader));
        var contentKey = RandomNumberGenerator.GetBytes(32);
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var sealedContent = new byte[content.Length];
        var tag = new byte[TagLength];
        using (var aes = new AesGcm(contentKey, TagLength))
            aes.Encrypt(nonce, content, sealedContent, tag, Encoding.ASCII.GetBytes(header));
        var wrapped = publicationKey.Encrypt(contentKey, RSAEncryptionPadding.OaepSHA256);
        CryptographicOperations.ZeroMemory(contentKey);
        return string.Join('.', header, Base64Url.EncodeToString(wrapped), Base64Url.EncodeToString(nonce), Base64Url.EncodeToString(sealedContent), Base64Url.EncodeToString(tag));
    }

    /// <summary>Opens an untrusted envelope with the server's private publication key.</summary>
    public static Result<byte[]> Open(RSA publicationKey, string jwe)
    {
        var parts = jwe.Split('.', 6);
        if (jwe.Length > CompactJws.MaximumLength || parts.Length != 5
            || LenientBase64.Decode(parts[0]) is not { } headerBytes
            || LenientBase64.Decode(parts[1]) is not { } wrapped
            || LenientBase64.Decode(parts[2]) is not { Length: NonceLength } nonce
            || LenientBase64.Decode(parts[3]) is not { } sealedContent
            || LenientBase64.Decode(parts[4]) is not { Length: TagLength } tag
            || !ContractsJson.TryRead(headerBytes, ContractsJson.Default.JoseHeader, out var header)
            || header is not { Alg: "RSA-OAEP-256", Enc: "A256GCM", Crit: null })
        {
            return Catalogue.Tokens.JweMalformed;
        }

        if (header.Kid != KeyId(publicationKey))
            return new Refusal(Catalogue.Tokens.JweNotForUs, "sealed to another publication key");

        var content = new byte[sealedContent.Length];
        byte[]? contentKey = null;
        try
        {
            contentKey = publicationKey.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256);
            if (contentKey.Length != 32)
                return Catalogue.Tokens.JweNotForUs;
            using var aes = new AesGcm(contentKey, TagLength);
            aes.Decrypt(nonce, sealedContent, tag, content, Encoding.ASCII.GetBytes(parts[0]));
            return content;
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
