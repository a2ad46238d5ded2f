using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Contracts.Jose;

/// <summary>
/// Content sealed under a key derived from the PRT session key: a compact JWE with <c>alg dir</c>, <c>enc A256GCM</c> and the derivation
/// context in <c>ctx</c>; the additional data is the protected header's ASCII (RFC 7516 5.1). Only the 12-byte-IV form is spoken: the
/// unauthenticated CBC form of older servers is refused.
/// </summary>
public static class SessionKeyEnvelope
{
    private const int ContextLength = 24;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals <paramref name="content"/> for whoever holds <paramref name="sessionKey"/> (32 bytes).</summary>
    public static string Seal(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> content)
    {
        var context = RandomNumberGenerator.GetBytes(ContextLength);
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(
            new JoseHeader("dir", Enc: "A256GCM", Ctx: Convert.ToBase64String(context)), ContractsJson.Default.JoseHeader));
        var sealedContent = new byte[content.Length];
        var tag = new byte[TagLength];
        var key = SessionKeyDerivation.DeriveV1(sessionKey, context);
        using (var aes = new AesGcm(key, TagLength))
            aes.Encrypt(nonce, content, sealedContent, tag, Encoding.ASCII.GetBytes(header));
        CryptographicOperations.ZeroMemory(key);
        return string.Join('.', header, string.Empty, Base64Url.EncodeToString(nonce), Base64Url.EncodeToString(sealedContent), Base64Url.EncodeToString(tag));
    }

    /// <summary>Opens an untrusted envelope.</summary>
    public static Result<byte[]> Open(ReadOnlySpan<byte> sessionKey, string jwe)
    {
        var parts = jwe.Split('.', 6);
        if (jwe.Length > CompactJws.MaximumLength || parts.Length != 5 || parts[1].Length != 0
            || LenientBase64.Decode(parts[0]) is not { } headerBytes
            || LenientBase64.Decode(parts[2]) is not { Length: NonceLength } nonce
            || LenientBase64.Decode(parts[3]) is not { } sealedContent
            || LenientBase64.Decode(parts[4]) is not { Length: TagLength } tag
            || !ContractsJson.TryRead(headerBytes, ContractsJson.Default.JoseHeader, out var header)
            || header is not { Alg: "dir", Enc: "A256GCM", Ctx: { } ctx, Crit: null }
            || LenientBase64.Decode(ctx) is not { Length: > 0 and <= 64 } context)
        {
            return Catalogue.Tokens.JweMalformed;
        }

        var content = new byte[sealedContent.Length];
        var key = SessionKeyDerivation.DeriveV1(sessionKey, context);
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(nonce, sealedContent, tag, content, Encoding.ASCII.GetBytes(parts[0]));
            return content;
        }
        catch (CryptographicException)
        {
            return Catalogue.Tokens.JweNotForUs;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
