using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Keyway.Fido2;
using Keyway.Fido2.Assertion;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

/// <summary>The two ceremonies through the real libfido2, judged by libfido2 and by Keyway.Fido2.</summary>
public sealed class RegistrationAndSignInTests
{
    public static TheoryData<int[], SoftwareKeyAttestation> Kinds => new()
    {
        { [1], SoftwareKeyAttestation.Certificate },
        { [2], SoftwareKeyAttestation.Certificate },
        { [2, 1], SoftwareKeyAttestation.Certificate },
        { [2, 1], SoftwareKeyAttestation.Self },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_the_key_makes_and_signs_is_verified_by_libfido2(int[] pinProtocols, SoftwareKeyAttestation attestation)
    {
        using var bench = new KeyBench(new SoftwareKeyOptions { PinProtocols = pinProtocols, Attestation = attestation });
        MakeCredentialRequest registration = KeyBench.Registration();
        MadeCredential made = bench.Register(registration).Value;
        byte[]? publicKey = LibFidoJudge.VerifyRegistration(registration, made, attestation == SoftwareKeyAttestation.Self);
        Assert.NotNull(publicKey);
        Assert.Equal(SoftwareKeyOptions.KeywayAaguid, made.Aaguid);
        Assert.True(made.UserVerified);
        Assert.True(made.HmacSecret);

        GetAssertionsRequest signIn = KeyBench.SignIn();
        KeyAssertion assertion = Assert.Single(bench.Prove(signIn).Value);
        Assert.True(LibFidoJudge.VerifyAssertion(signIn, assertion, publicKey));
        Assert.True(assertion.UserVerified);
        Assert.Equal(made.CredentialId.ToArray(), assertion.CredentialId.ToArray());
        Assert.Equal(registration.UserId.ToArray(), assertion.UserHandle!.Value.ToArray());
        Assert.Equal(registration.UserName, assertion.UserName);
        Assert.Equal(registration.UserDisplayName, assertion.UserDisplayName);
        Assert.Null(assertion.HmacSecret);
    }

    [Fact]
    public void A_signature_does_not_hold_for_another_hash_or_another_key()
    {
        using var bench = new KeyBench();
        MakeCredentialRequest registration = KeyBench.Registration();
        byte[] publicKey = LibFidoJudge.VerifyRegistration(registration, bench.Register(registration).Value, false)!;
        MakeCredentialRequest other = KeyBench.Registration(site: "other.example");
        byte[] otherKey = LibFidoJudge.VerifyRegistration(other, bench.Register(other).Value, false)!;
        GetAssertionsRequest signIn = KeyBench.SignIn();
        KeyAssertion assertion = Assert.Single(bench.Prove(signIn).Value);
        Assert.False(LibFidoJudge.VerifyAssertion(signIn with { ClientDataHash = KeyBench.Hash("another") }, assertion, publicKey));
        Assert.False(LibFidoJudge.VerifyAssertion(signIn, assertion, otherKey));
    }

    [Theory]
    [InlineData(SoftwareKeyAttestation.Certificate)]
    [InlineData(SoftwareKeyAttestation.Self)]
    public void Our_own_relying_party_accepts_the_key(SoftwareKeyAttestation attestation)
    {
        using var bench = new KeyBench(new SoftwareKeyOptions { Attestation = attestation });
        var site = new RelyingParty(KeyBench.Site, "Contoso", new HashSet<string> { $"https://{KeyBench.Site}" });
        AttestationPolicy policy = AttestationPolicy.NotRequired;
        if (attestation == SoftwareKeyAttestation.Certificate)
            policy = AttestationPolicy.Required(new AttestationTrustRoots(new Dictionary<Guid, IReadOnlyList<X509Certificate2>>(), [bench.Key.AttestationRoot()!]));

        byte[] clientData = ClientDataJson("webauthn.create", "a challenge of registration");
        MakeCredentialRequest registration = KeyBench.Registration() with
        {
            ClientDataHash = SHA256.HashData(clientData),
            Protection = CredentialProtection.UserVerificationRequired,
        };
        MadeCredential made = bench.Register(registration).Value;
        RegisteredCredential registered = new RegistrationVerification(TimeProvider.System).Verify(
            new RegistrationRequest(site, Encoding.UTF8.GetBytes("a challenge of registration"), [CoseAlgorithm.ES256], policy) { MinimumProtection = CredentialProtection.UserVerificationRequired },
            new RegistrationResponse(made.CredentialId, clientData, made.AttestationObject)).Value;
        Assert.Equal(attestation == SoftwareKeyAttestation.Self ? AttestationType.Self : AttestationType.Basic, registered.Attestation.Type);

        clientData = ClientDataJson("webauthn.get", "a challenge of sign-in");
        KeyAssertion assertion = Assert.Single(bench.Prove(KeyBench.SignIn() with { ClientDataHash = SHA256.HashData(clientData) }).Value);
        VerifiedAssertion verified = AssertionVerification.Verify(
            new AssertionRequest(site, Encoding.UTF8.GetBytes("a challenge of sign-in")),
            new StoredCredential(registered.CredentialId, registered.PublicKey, registered.SignCount, registered.BackupEligible, registration.UserId),
            new AssertionResponse(assertion.CredentialId, assertion.AuthenticatorData, clientData, assertion.Signature, assertion.UserHandle)).Value;
        Assert.Equal(2u, verified.SignCount);
    }

    [Fact]
    public void The_key_answers_after_it_was_pulled_out_and_plugged_in_again()
    {
        using var bench = new KeyBench();
        MakeCredentialRequest registration = KeyBench.Registration();
        byte[] publicKey = LibFidoJudge.VerifyRegistration(registration, bench.Register(registration).Value, false)!;
        bench.Replug();
        KeyAssertion assertion = Assert.Single(bench.Prove().Value);
        Assert.True(LibFidoJudge.VerifyAssertion(KeyBench.SignIn(), assertion, publicKey));
    }

    private static byte[] ClientDataJson(string type, string challenge) => Encoding.UTF8.GetBytes(
        $$"""{"type":"{{type}}","challenge":"{{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(challenge))}}","origin":"https://{{KeyBench.Site}}","crossOrigin":false}""");
}
