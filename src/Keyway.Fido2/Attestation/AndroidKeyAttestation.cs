using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Attestation;

/// <summary>The android-key format: the certificate of the credential's own key describes how the device keeps it (WebAuthn L3 8.4).</summary>
public sealed class AndroidKeyAttestation : IAttestationFormat
{
    public string Identifier => "android-key";

    public Result<AttestationResult> Verify(AttestationInput input)
    {
        // Verify that attStmt is valid CBOR conforming to the syntax.
        if (!AttestationStatement.Parse(input.Statement).TryGet(out var statement, out var refusal)) return refusal;
        if (statement is not { Algorithm: { } algorithm, Signature: { } signature, Certificates: { } certificates })
            return Catalogue.WebAuthn.AttestationStatementMalformed;
        if (!AttestationCertificate.Load(certificates[0]).TryGet(out var certificate, out var unreadable)) return unreadable;
        using var disposed = certificate;

        // Verify that sig is a valid signature over authenticatorData and clientDataHash with the key of the first certificate and alg.
        if (!CoseKey.FromCertificate(certificate, algorithm).TryGet(out var key, out var unfit)) return unfit;
        if (!key.Verify([.. input.AuthenticatorData.Raw.Span, .. input.ClientDataHash.Span], signature.Span))
            return Catalogue.WebAuthn.AttestationSignatureWrong;

        // Verify that the key of the first certificate is the credential's public key.
        if (!key.IsSameAs(input.Credential.PublicKey)) return Catalogue.WebAuthn.AttestedKeyMismatch;

        // Verify that attestationChallenge in the extension data is clientDataHash.
        if (!AndroidKeyDescription.Of(certificate).TryGet(out var description, out var malformed)) return malformed;
        if (!description.Challenge.AsSpan().SequenceEqual(input.ClientDataHash.Span)) return Catalogue.WebAuthn.AndroidChallengeMismatch;

        // Verify allApplications, origin and purpose. Whether the union of both lists is enough is for the policy.
        if (description.Check() is { } why) return new Refusal(Catalogue.WebAuthn.AndroidKeyUnfit, why);
        return new AttestationResult(Identifier, AttestationType.Basic, certificates)
        {
            InTrustedEnvironment = description.IsInTrustedEnvironment,
            NamesDevice = description.NamesDevice,
        };
    }
}
