using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Attestation;

/// <summary>The tpm format: a TPM 2.0 certifies the credential's key by an attestation key that its maker vouches for (WebAuthn L3 8.3).</summary>
public sealed class TpmAttestation : IAttestationFormat
{
    internal const string Name = "tpm";

    public string Identifier => Name;

    public Result<AttestationResult> Verify(AttestationInput input)
    {
        // Verify that attStmt is valid CBOR conforming to the syntax.
        if (!TpmStatement.Parse(input.Statement).TryGet(out var statement, out var refusal)) return refusal;

        // Verify that the public key in pubArea is the credential's.
        var credentialKey = input.Credential.PublicKey;
        if (!TpmPublicArea.Parse(statement.PubArea.Span, credentialKey.Algorithm).TryGet(out var area, out var badArea)) return badArea;
        if (!area.Key.IsSameAs(credentialKey)) return Catalogue.WebAuthn.TpmKeyMismatch;

        // Concatenate authenticatorData and clientDataHash to form attToBeSigned.
        byte[] toBeSigned = [.. input.AuthenticatorData.Raw.Span, .. input.ClientDataHash.Span];

        // Verify that certInfo is valid: magic, type, extraData the hash of attToBeSigned by alg's hash, attested the name of pubArea.
        if (!TpmCertInfo.Parse(statement.CertInfo.Span).TryGet(out var info, out var badInfo)) return badInfo;
        if (HashOf(statement.Algorithm, toBeSigned) is not { } hash)
            return new Refusal(Catalogue.WebAuthnData.CoseAlgorithmUnsupported, $"attestation alg {statement.Algorithm}");
        if (!info.ExtraData.AsSpan().SequenceEqual(hash)) return new Refusal(Catalogue.WebAuthn.TpmAttestationForeign, "extraData");
        if (!info.Name.AsSpan().SequenceEqual(area.Name)) return new Refusal(Catalogue.WebAuthn.TpmAttestationForeign, "name");

        // Verify that sig is a signature over certInfo with the key of aikCert and alg.
        if (!AttestationCertificate.Load(statement.Certificates[0]).TryGet(out var certificate, out var unreadable)) return unreadable;
        using var disposed = certificate;
        if (!CoseKey.FromCertificate(certificate, statement.Algorithm).TryGet(out var key, out var unfit)) return unfit;
        if (!key.Verify(statement.CertInfo.Span, statement.Signature.Span)) return Catalogue.WebAuthn.AttestationSignatureWrong;

        // Verify that aikCert meets the requirements of section 8.3.1.
        if (TpmCertificate.Check(certificate) is { } requirement) return requirement;

        // If aikCert has id-fido-gen-ce-aaguid, verify that its value is the aaguid in authenticatorData.
        if (ModelExtension.Check(certificate, input.Credential.Aaguid) is { } mismatch) return mismatch;

        // The attestation type is AttCA, and the trust path is x5c.
        return new AttestationResult(Identifier, AttestationType.AttestationCa, statement.Certificates) { NamesDevice = SerialNumberExtension.IsIn(certificate) };
    }

    private static byte[]? HashOf(int algorithm, byte[] data) => (CoseAlgorithm)algorithm switch
    {
        CoseAlgorithm.ES256 or CoseAlgorithm.RS256 => SHA256.HashData(data),
        CoseAlgorithm.ES384 => SHA384.HashData(data),
        CoseAlgorithm.ES512 => SHA512.HashData(data),
        _ => null,
    };
}
