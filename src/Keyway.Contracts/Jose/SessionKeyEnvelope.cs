using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Contracts.Jose;

/// <summary>
/// Content sealed under a key derived from the PRT session key: a compact JWE with <c>alg dir</c>, <c>enc A256GCM</c> and the derivation
/// context in <c>ctx</c>. Only the 12-byte-IV form is spoken: the unauthenticated CBC form of older servers is refused.
/// </summary>
public static class SessionKeyEnvelope
{
    private const int ContextLength = 24;

    /// <summary>Seals <paramref name="content"/> for whoever holds <paramref name="sessionKey"/> (32 bytes).</summary>
    public static string Seal(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> content)
    {
        var context = RandomNumberGenerator.GetBytes(ContextLength);
        var key = SessionKeyDerivation.DeriveV1(sessionKey, context);
        var jwe = CompactJwe.Seal(new JoseHeader("dir", Ctx: Convert.ToBase64String(context)), [], key, content);
        CryptographicOperations.ZeroMemory(key);
        return jwe;
    }

    /// <summary>Opens an untrusted envelope.</summary>
    public static Result<byte[]> Open(ReadOnlySpan<byte> sessionKey, string jwe)
    {
        if (!CompactJwe.Parse(jwe).TryGet(out var envelope, out var refusal))
            return refusal;
        if (envelope.Header is not { Alg: "dir", Ctx: { } ctx } || envelope.EncryptedKey.Length != 0
            || LenientBase64.Decode(ctx) is not { Length: > 0 and <= 64 } context)
        {
            return Catalogue.Tokens.JweMalformed;
        }

        var key = SessionKeyDerivation.DeriveV1(sessionKey, context);
        var content = envelope.Open(key);
        CryptographicOperations.ZeroMemory(key);
        return content;
    }
}
