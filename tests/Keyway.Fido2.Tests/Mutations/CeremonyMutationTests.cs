using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Fido2.Assertion;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;
using Keyway.Fido2.Tests.Vectors;

namespace Keyway.Fido2.Tests.Mutations;

/// <summary>A whole ceremony of which any one bit is changed is refused: nothing that is accepted goes unsigned or unchecked.</summary>
public sealed class CeremonyMutationTests : IDisposable
{
    private readonly Vector _vector = VectorFile.Keyway.Vectors[0];
    private readonly RelyingParty _party = VectorFile.Keyway.Party;
    private readonly X509Certificate2 _root = X509CertificateLoader.LoadCertificate(Convert.FromHexString(VectorFile.Keyway.AttestationRoot));

    [Fact]
    public void Recorded_registration_is_trusted()
    {
        var record = Register(RegistrationResponse()).Value;
        Assert.True(record.Attestation.Trusted);
        Assert.Equal(4u, record.SignCount);
        Assert.Equal(CredentialProtection.UserVerificationOptionalWithCredentialIds, record.Extensions.CredentialProtection);
        Assert.True(record.Extensions.HmacSecretEnabled);
    }

    [Fact]
    public void Recorded_assertion_is_accepted()
    {
        var verified = SignIn(Stored(), AssertionResponse()).Value;
        Assert.Equal(5u, verified.SignCount);
        Assert.Equal(48, verified.Extensions.HmacSecretOutput.Length);
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Registration_with_one_bit_changed_is_refused()
    {
        var response = RegistrationResponse();
        Assert.All(Mutation.BitFlips(response.AttestationObject.ToArray()), damaged => Assert.False(Register(response with { AttestationObject = damaged }).Succeeded));
        Assert.All(Mutation.BitFlips(response.ClientDataJson.ToArray()), damaged => Assert.False(Register(response with { ClientDataJson = damaged }).Succeeded));
        Assert.All(Mutation.BitFlips(response.CredentialId.ToArray()), damaged => Assert.False(Register(response with { CredentialId = damaged }).Succeeded));
    }

    [Fact]
    [Trait("Attack", "W07")]
    public void Assertion_with_one_bit_changed_is_refused()
    {
        var stored = Stored();
        var response = AssertionResponse();
        Assert.All(Mutation.BitFlips(response.AuthenticatorData.ToArray()), damaged => Assert.False(SignIn(stored, response with { AuthenticatorData = damaged }).Succeeded));
        Assert.All(Mutation.BitFlips(response.ClientDataJson.ToArray()), damaged => Assert.False(SignIn(stored, response with { ClientDataJson = damaged }).Succeeded));
        Assert.All(Mutation.BitFlips(response.Signature.ToArray()), damaged => Assert.False(SignIn(stored, response with { Signature = damaged }).Succeeded));
        Assert.All(Mutation.BitFlips(response.CredentialId.ToArray()), damaged => Assert.False(SignIn(stored, response with { CredentialId = damaged }).Succeeded));
        Assert.All(Mutation.BitFlips(response.UserHandle!.Value.ToArray()), damaged => Assert.False(SignIn(stored, response with { UserHandle = damaged }).Succeeded));
    }

    [Fact]
    [Trait("Attack", "W10")]
    public void Damaged_ceremony_ends_in_a_refusal()
    {
        var stored = Stored();
        var assertion = AssertionResponse();
        var registration = RegistrationResponse();
        Assert.All(Mutation.Rough(assertion.AuthenticatorData.ToArray()), damaged => Assert.False(SignIn(stored, assertion with { AuthenticatorData = damaged }).Succeeded));
        Assert.All(Mutation.Rough(assertion.ClientDataJson.ToArray()), damaged => Assert.False(SignIn(stored, assertion with { ClientDataJson = damaged }).Succeeded));
        Assert.All(Mutation.Rough(assertion.Signature.ToArray()), damaged => Assert.False(SignIn(stored, assertion with { Signature = damaged }).Succeeded));
        Assert.All(Mutation.Rough(registration.AttestationObject.ToArray()), damaged => Assert.False(Register(registration with { AttestationObject = damaged }).Succeeded));
    }

    public void Dispose() => _root.Dispose();

    private StoredCredential Stored()
    {
        var record = Register(RegistrationResponse()).Value;
        return new StoredCredential(record.CredentialId, record.PublicKey, record.SignCount, record.BackupEligible, Hex(_vector.UserHandle!));
    }

    private RegistrationResponse RegistrationResponse() =>
        new(Hex(_vector.Registration.CredentialId), Hex(_vector.Registration.ClientDataJson), Hex(_vector.Registration.AttestationObject));

    private AssertionResponse AssertionResponse() => new(
        Hex(_vector.Registration.CredentialId),
        Hex(_vector.Authentication.AuthenticatorData),
        Hex(_vector.Authentication.ClientDataJson),
        Hex(_vector.Authentication.Signature),
        Hex(_vector.UserHandle!));

    private Result<RegisteredCredential> Register(RegistrationResponse response)
    {
        var policy = AttestationPolicy.Required(new AttestationTrustRoots(
            new Dictionary<Guid, IReadOnlyList<X509Certificate2>> { [new Guid(Hex(_vector.Registration.Aaguid), bigEndian: true)] = [_root] }, []));
        return new RegistrationVerification(FixedTime.In2026).Verify(
            new RegistrationRequest(_party, Hex(_vector.Registration.Challenge), [CoseAlgorithm.ES256], policy), response);
    }

    private Result<VerifiedAssertion> SignIn(StoredCredential stored, AssertionResponse response) =>
        AssertionVerification.Verify(new AssertionRequest(_party, Hex(_vector.Authentication.Challenge)), stored, response);

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}
