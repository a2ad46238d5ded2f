using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>The fido-u2f format.</summary>
public sealed class FidoU2fAttestation : IAttestationFormat
{
    public string Identifier => "fido-u2f";

    public Result<AttestationResult> Verify(AttestationInput input) => Catalogue.General.Uninitialised;
}
