using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>The android-safetynet format (WebAuthn L3 8.5): its maker ended the service, so that no statement of it proves anything any more.</summary>
public sealed class AndroidSafetyNetAttestation : IAttestationFormat
{
    public string Identifier => "android-safetynet";

    public Result<AttestationResult> Verify(AttestationInput input) => Catalogue.WebAuthn.AttestationFormatWithdrawn;
}
