using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>One attestation statement format (WebAuthn L3 8): the seam at which further formats are added.</summary>
public interface IAttestationFormat
{
    /// <summary>The attestation statement format identifier, compared case-sensitively.</summary>
    string Identifier { get; }

    /// <summary>The format's verification procedure. Whether the result is good enough is for the policy to say.</summary>
    Result<AttestationResult> Verify(AttestationInput input);
}
