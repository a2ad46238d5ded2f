using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>The packed format.</summary>
public sealed class PackedAttestation : IAttestationFormat
{
    public string Identifier => "packed";

    public Result<AttestationResult> Verify(AttestationInput input) => Catalogue.General.Uninitialised;
}
