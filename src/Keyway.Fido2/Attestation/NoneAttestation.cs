using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>The none format: nothing vouches for the credential, and the statement is the empty map (WebAuthn L3 8.7).</summary>
public sealed class NoneAttestation : IAttestationFormat
{
    private const byte EmptyMap = 0xa0;

    public string Identifier => "none";

    public Result<AttestationResult> Verify(AttestationInput input) => input.Statement.Span is [EmptyMap]
        ? new AttestationResult(Identifier, AttestationType.None, [])
        : Catalogue.WebAuthn.AttestationStatementMalformed;
}
