using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Contracts.Jose;

/// <summary>
/// A request of whoever holds the session key of a primary refresh token ([MS-OAPXBC] 3.1.5.1.3): a JWS by HS256 with a key that is derived
/// from the session key, a context and this very payload (version 2). A key of version 1 serves for any payload, and is refused.
/// </summary>
public sealed class SessionKeyProof
{
    private const int ContextLength = 24;
    private const int Version = 2;

    private readonly CompactJws _jws;
    private readonly byte[] _context;

    private SessionKeyProof(CompactJws jws, byte[] context)
    {
        _jws = jws;
        _context = context;
    }

    /// <summary>The decoded payload; it means nothing before <see cref="Verify"/> has returned true.</summary>
    public byte[] Payload => _jws.Payload;

    /// <summary>Whether a token says that it is signed in this way.</summary>
    public static bool IsOne(string token) => CompactJws.Parse(token).TryGet(out var jws, out _) && jws.Header.Alg == "HS256";

    /// <summary>Takes an untrusted token apart.</summary>
    public static Result<SessionKeyProof> Parse(string token)
    {
        if (!CompactJws.Parse(token).TryGet(out var jws, out var refusal))
            return refusal;
        if (jws.Header.Alg != "HS256" || jws.Header.Ctx is not { } text || LenientBase64.Decode(text) is not { Length: >= 16 and <= 64 } context)
            return new Refusal(Catalogue.Tokens.JwsMalformed, "header");
        return jws.Header.KdfVersion == Version ? new SessionKeyProof(jws, context) : Catalogue.PrimaryRefreshTokens.DerivationTooOld;
    }

    /// <summary>Signs a payload.</summary>
    /// <param name="sessionKey">32 bytes.</param>
    public static string Sign(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> payload)
    {
        var context = RandomNumberGenerator.GetBytes(ContextLength);
        var key = SessionKeyDerivation.DeriveV2(sessionKey, context, payload);
        try
        {
            return CompactJws.SignHs256(new JoseHeader("HS256", "JWT", Ctx: Convert.ToBase64String(context), KdfVersion: Version), payload, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Whether it was signed by whoever holds this key.</summary>
    /// <param name="sessionKey">32 bytes.</param>
    public bool Verify(ReadOnlySpan<byte> sessionKey)
    {
        var key = SessionKeyDerivation.DeriveV2(sessionKey, _context, _jws.Payload);
        try
        {
            return _jws.VerifyHs256(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
