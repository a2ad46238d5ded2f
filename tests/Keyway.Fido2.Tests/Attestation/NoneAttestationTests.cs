using Keyway.Errors;
using Keyway.Fido2.Attestation;

namespace Keyway.Fido2.Tests.Attestation;

public sealed class NoneAttestationTests
{
    [Fact]
    public void Empty_statement_is_accepted() => Assert.Equal(AttestationType.None, Verify(CborItem.Map()).Value.Type);

    [Fact]
    [Trait("Attack", "W08")]
    public void Statement_with_members_is_refused() =>
        Refused.With(Catalogue.WebAuthn.AttestationStatementMalformed, Verify(CborItem.Map(("alg", -7))));

    private static Result<AttestationResult> Verify(byte[] statement)
    {
        var data = AuthenticatorData.Parse(new Gesture().AuthenticatorData(new TestKey().AttestedData())).Value;
        return new NoneAttestation().Verify(new AttestationInput(statement, data, data.Attested!, new byte[32]));
    }
}
