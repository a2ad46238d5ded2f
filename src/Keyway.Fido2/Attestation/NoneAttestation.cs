using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>The none format.</summary>
public sealed class NoneAttestation : IAttestationFormat
{
    public string Identifier => "none";

    public Result<AttestationResult> Verify(AttestationInput input) => Catalogue.General.Uninitialised;
}
