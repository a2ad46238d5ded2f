using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Attestation;

/// <summary>The fido-u2f format, sent for keys that only know the older U2F (WebAuthn L3 8.6).</summary>
public sealed class FidoU2fAttestation : IAttestationFormat
{
    public string Identifier => "fido-u2f";

    public Result<AttestationResult> Verify(AttestationInput input)
    {
        // 1. Verify that attStmt is valid CBOR conforming to the syntax.
        if (!AttestationStatement.Parse(input.Statement).TryGet(out var statement, out var refusal)) return refusal;
        if (statement is not { Algorithm: null, Signature: { } signature }) return Catalogue.WebAuthn.AttestationStatementMalformed;

        // 2. Check that x5c has exactly one element, with an elliptic curve public key over P-256.
        if (statement.Certificates is not [var attestationCertificate]) return Catalogue.WebAuthn.AttestationStatementMalformed;
        if (!AttestationCertificate.Load(attestationCertificate).TryGet(out var certificate, out var unreadable)) return unreadable;
        using var disposed = certificate;
        if (!CoseKey.FromCertificate(certificate, (int)CoseAlgorithm.ES256).TryGet(out var key, out var unfit)) return unfit;

        // 3. Extract the claimed rpIdHash, credentialId and credentialPublicKey.
        // 4. Convert the COSE_Key to the raw form of the U2F messages.
        if (input.Credential.PublicKey is not EcdsaKey { Algorithm: CoseAlgorithm.ES256 } credentialKey)
            return Catalogue.WebAuthn.AttestationStatementMalformed;

        // 5. Let verificationData be the concatenation of 0x00, rpIdHash, clientDataHash, credentialId and publicKeyU2F.
        byte[] signed =
        [
            0,
            .. input.AuthenticatorData.RpIdHash.Span,
            .. input.ClientDataHash.Span,
            .. input.Credential.CredentialId.Span,
            .. credentialKey.UncompressedPoint,
        ];

        // 6. Verify sig with the certificate's public key.
        return key.Verify(signed, signature.Span)
            ? new AttestationResult(Identifier, AttestationType.Basic, statement.Certificates)
            {
                NamesDevice = SerialNumberExtension.IsIn(certificate),
                // The signature does not cover the AAGUID: whatever a client puts there, nothing vouches for it.
                VouchesForModel = input.Credential.Aaguid == Guid.Empty,
            }
            : Catalogue.WebAuthn.AttestationSignatureWrong;
    }
}
