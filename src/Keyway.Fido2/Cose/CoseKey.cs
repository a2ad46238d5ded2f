using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Cose;

/// <summary>
/// A credential's public key (RFC 9052 7, WebAuthn L3 6.5.1.1), parsed once and ready to verify.
/// Safe to keep for as long as the credential lives and to use from many threads at once.
/// </summary>
public abstract class CoseKey
{
    private protected CoseKey(CoseAlgorithm algorithm, ReadOnlyMemory<byte> encoded)
    {
        Algorithm = algorithm;
        Encoded = encoded;
    }

    public CoseAlgorithm Algorithm { get; }

    /// <summary>The COSE_Key as the security key gave it, CTAP2 canonical CBOR; what to store. Empty for a certificate's key.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The public key itself in one fixed form per algorithm, for comparison: a point, or modulus and exponent.</summary>
    private protected abstract ReadOnlySpan<byte> Value { get; }

    /// <summary>Reads a COSE_Key that fills the memory given. The result keeps that memory.</summary>
    /// <returns>The key, or one of KW1010, KW1012 to KW1016.</returns>
    public static Result<CoseKey> Parse(ReadOnlyMemory<byte> cbor) => CoseKeyReader.ReadWhole(cbor);

    /// <summary>The key of an attestation certificate, held to the same demands as a credential's.</summary>
    internal static Result<CoseKey> FromCertificate(X509Certificate2 certificate, int algorithm) => (CoseAlgorithm)algorithm switch
    {
        CoseAlgorithm.ES256 or CoseAlgorithm.ES384 or CoseAlgorithm.ES512 => EcdsaKey.FromCertificate(certificate, (CoseAlgorithm)algorithm),
        CoseAlgorithm.RS256 => RsaKey.FromCertificate(certificate),
        CoseAlgorithm.EdDSA => Ed25519Key.FromCertificate(certificate),
        _ => new Refusal(Catalogue.WebAuthnData.CoseAlgorithmUnsupported, $"attestation alg {algorithm}"),
    };

    /// <summary>True when both are the same key of the same algorithm, wherever they were read from.</summary>
    internal bool IsSameAs(CoseKey other) => Algorithm == other.Algorithm && Value.SequenceEqual(other.Value);

    /// <summary>True when the signature over the data is this key's. A malformed signature is false, never an exception.</summary>
    /// <param name="data">The signed bytes, not yet hashed.</param>
    /// <param name="signature">DER for ECDSA, raw for RSA and Ed25519 (WebAuthn L3 6.5.5).</param>
    public abstract bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}
