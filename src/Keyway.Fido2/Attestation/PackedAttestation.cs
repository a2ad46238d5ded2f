using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Attestation;

/// <summary>The packed format, which most security keys send (WebAuthn L3 8.2).</summary>
public sealed class PackedAttestation : IAttestationFormat
{
    public string Identifier => "packed";

    public Result<AttestationResult> Verify(AttestationInput input)
    {
        // Verify that attStmt is valid CBOR conforming to the syntax.
        if (!AttestationStatement.Parse(input.Statement).TryGet(out var statement, out var refusal)) return refusal;
        if (statement is not { Algorithm: { } algorithm, Signature: { } signature }) return Catalogue.WebAuthn.AttestationStatementMalformed;
        byte[] signed = [.. input.AuthenticatorData.Raw.Span, .. input.ClientDataHash.Span];
        return statement.Certificates is { } certificates
            ? VerifyCertificate(input, signature, algorithm, certificates, signed)
            : VerifySelf(input, signature, algorithm, signed);
    }

    /// <summary>If x5c is present.</summary>
    private Result<AttestationResult> VerifyCertificate(
        AttestationInput input, ReadOnlyMemory<byte> signature, int algorithm, IReadOnlyList<byte[]> certificates, byte[] signed)
    {
        if (!AttestationCertificate.Load(certificates[0]).TryGet(out var certificate, out var unreadable)) return unreadable;
        using (certificate)
        {
            // Verify that sig is a valid signature over authenticatorData and clientDataHash with the key in attestnCert and alg.
            if (!CoseKey.FromCertificate(certificate, algorithm).TryGet(out var key, out var refusal)) return refusal;
            if (!key.Verify(signed, signature.Span)) return Catalogue.WebAuthn.AttestationSignatureWrong;

            // Verify that attestnCert meets the requirements of section 8.2.1.
            if (PackedCertificate.Check(certificate) is { } unfit) return unfit;

            // If attestnCert has id-fido-gen-ce-aaguid, verify that its value is the aaguid in authenticatorData.
            if (ModelExtension.Check(certificate, input.Credential.Aaguid) is { } mismatch) return mismatch;

            // Enterprise attestation (section 8.2.2): whether one device may be named is for the policy.
            return new AttestationResult(Identifier, AttestationType.Basic, certificates) { NamesDevice = SerialNumberExtension.IsIn(certificate) };
        }
    }

    /// <summary>If x5c is not present, self attestation is in use.</summary>
    private Result<AttestationResult> VerifySelf(AttestationInput input, ReadOnlyMemory<byte> signature, int algorithm, byte[] signed)
    {
        // Validate that alg is the algorithm of the credential's public key.
        if (algorithm != (int)input.Credential.PublicKey.Algorithm) return Catalogue.WebAuthn.AttestationStatementMalformed;

        // Verify that sig is a valid signature over authenticatorData and clientDataHash with the credential's public key and alg.
        return input.Credential.PublicKey.Verify(signed, signature.Span)
            ? new AttestationResult(Identifier, AttestationType.Self, [])
            : Catalogue.WebAuthn.AttestationSignatureWrong;
    }
}
