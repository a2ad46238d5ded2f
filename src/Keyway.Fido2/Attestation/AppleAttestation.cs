using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Attestation;

/// <summary>The apple format: an authority's certificate for this one credential, made in this one ceremony (WebAuthn L3 8.8).</summary>
public sealed class AppleAttestation : IAttestationFormat
{
    private const string NonceExtension = "1.2.840.113635.100.8.2";

    public string Identifier => "apple";

    public Result<AttestationResult> Verify(AttestationInput input)
    {
        // 1. Verify that attStmt is valid CBOR conforming to the syntax.
        if (!AttestationStatement.Parse(input.Statement).TryGet(out var statement, out var refusal)) return refusal;
        if (statement is not { Algorithm: null, Signature: null, Certificates: { } certificates }) return Catalogue.WebAuthn.AttestationStatementMalformed;
        if (!AttestationCertificate.Load(certificates[0]).TryGet(out var certificate, out var unreadable)) return unreadable;
        using var disposed = certificate;

        // 2. Concatenate authenticatorData and clientDataHash. 3. SHA-256 of it is nonce.
        var nonce = SHA256.HashData([.. input.AuthenticatorData.Raw.Span, .. input.ClientDataHash.Span]);

        // 4. Verify that nonce is the value of the extension in credCert.
        if (!CarriesNonce(certificate, nonce)) return Catalogue.WebAuthn.AppleNonceMismatch;

        // 5. Verify that the credential's public key is the subject public key of credCert.
        if (!CoseKey.FromCertificate(certificate, (int)input.Credential.PublicKey.Algorithm).TryGet(out var key, out var unfit)) return unfit;
        if (!key.IsSameAs(input.Credential.PublicKey)) return Catalogue.WebAuthn.AttestedKeyMismatch;

        // 6. The attestation type is Anonymization CA, and the trust path is x5c.
        return new AttestationResult(Identifier, AttestationType.AnonymizationCa, certificates);
    }

    // SEQUENCE { [1] EXPLICIT OCTET STRING of 32 bytes }, of which DER has one encoding.
    private static bool CarriesNonce(X509Certificate2 certificate, byte[] nonce) =>
        certificate.Extensions[NonceExtension] is { RawData: [0x30, 36, 0xa1, 34, 0x04, 32, .. { Length: 32 } value] }
        && CryptographicOperations.FixedTimeEquals(value, nonce);
}
