using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Contracts.Jose;

/// <summary>
/// A password on its way from the identity server to the one agent that shall check it: a compact JWE with ECDH-ES on P-256 and A256GCM
/// (RFC 7518 4.6, direct key agreement). <c>kid</c> is the check's id and <c>apv</c> the agent's key, so that an envelope is good for one check at one agent.
/// </summary>
public static class PasswordJwe
{
    /// <summary>Bytes of the longest password that is sealed or opened.</summary>
    public const int LongestPassword = 256;

    private const string Algorithm = "ECDH-ES";
    private const string Encryption = "A256GCM";
    private const int ContentKeyLength = 32;
    private const int CoordinateLength = 32;

    /// <summary>Seals a password.</summary>
    /// <param name="agentKey">The agent's public key, on P-256.</param>
    /// <param name="password">UTF-8; the caller wipes it.</param>
    public static string Seal(ECDiffieHellman agentKey, Guid checkId, ReadOnlySpan<byte> password)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = ephemeral.ExportParameters(includePrivateParameters: false).Q;
        var addressee = Addressee(agentKey);
        var header = new JoseHeader(
            Algorithm, Kid: checkId.ToString("D"), Epk: new EcPublicJwk("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y)),
            Apv: Base64Url.EncodeToString(addressee));
        using var receiver = agentKey.PublicKey;
        var contentKey = Agree(ephemeral, receiver, addressee);
        var jwe = CompactJwe.Seal(header, [], contentKey, password);
        CryptographicOperations.ZeroMemory(contentKey);
        return jwe;
    }

    /// <summary>Opens an untrusted envelope with the agent's private key.</summary>
    /// <returns>The password, which the caller wipes; <see cref="Catalogue.Tokens.JweMalformed"/> or <see cref="Catalogue.Tokens.JweNotForUs"/>.</returns>
    public static Result<byte[]> Open(ECDiffieHellman agentKey, Guid checkId, string jwe)
    {
        if (!CompactJwe.Parse(jwe).TryGet(out var envelope, out var refusal))
            return refusal;
        if (envelope.Header is not { Alg: Algorithm, Epk: { KeyType: "EC", Curve: "P-256" } sender, Apv: { } apv } || envelope.EncryptedKey.Length != 0)
            return Catalogue.Tokens.JweMalformed;
        var addressee = Addressee(agentKey);
        if (envelope.Header.Kid != checkId.ToString("D") || apv != Base64Url.EncodeToString(addressee))
            return Catalogue.Tokens.JweNotForUs;
        if (LenientBase64.Decode(sender.X) is not { Length: CoordinateLength } x || LenientBase64.Decode(sender.Y) is not { Length: CoordinateLength } y)
            return Catalogue.Tokens.JweMalformed;

        byte[]? contentKey = null;
        try
        {
            // The import refuses what is no point of the curve, which would tell the private key bit by bit.
            using var ephemeral = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
            using var publicKey = ephemeral.PublicKey;
            contentKey = Agree(agentKey, publicKey, addressee);
            if (!envelope.Open(contentKey).TryGet(out var password, out refusal))
                return refusal;
            if (password.Length <= LongestPassword)
                return password;
            CryptographicOperations.ZeroMemory(password);
            return Catalogue.Tokens.JweMalformed;
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

    private static byte[] Addressee(ECDiffieHellman agentKey) => SHA256.HashData(agentKey.ExportSubjectPublicKeyInfo());

    private static byte[] Agree(ECDiffieHellman own, ECDiffieHellmanPublicKey other, byte[] addressee)
    {
        var shared = own.DeriveRawSecretAgreement(other);
        var key = ConcatKeyDerivation.Derive(shared, Encryption, [], addressee, ContentKeyLength);
        CryptographicOperations.ZeroMemory(shared);
        return key;
    }
}
