using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Fido2.Assertion;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;

namespace Keyway.Fido2.Tests.Vectors;

/// <summary>The known answers of vectors/webauthn/w3c-level3.json.</summary>
public sealed class W3CVectorTests
{
    /// <summary>Its key description has neither origin nor purpose, which section 8.4 demands.</summary>
    private const string WithoutPurpose = "android-key.ES256";

    public static TheoryData<string> Supported => [.. VectorFile.W3C.Vectors.Where(v => v.Algorithm != -53 && v.Name != WithoutPurpose).Select(v => v.Name)];

    public static TheoryData<string> WithoutUserVerification =>
        [.. VectorFile.W3C.Vectors.Where(v => v.Algorithm != -53 && v.Name != WithoutPurpose && !UserVerified(v)).Select(v => v.Name)];

    public static TheoryData<string> WithUserVerification =>
        [.. VectorFile.W3C.Vectors.Where(v => v.Algorithm != -53 && v.Name != WithoutPurpose && UserVerified(v) && !v.Name.EndsWith("crossOrigin", StringComparison.Ordinal)).Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(Supported))]
    public void Attestation_statement_verifies(string name)
    {
        var (vector, _, attestation) = Attest(name);
        var parts = vector.Name.Split('.')[0];
        Assert.Equal(parts.Replace("-self", "", StringComparison.Ordinal), attestation.Format);
        Assert.Equal(parts switch
        {
            "none" => AttestationType.None,
            "packed-self" => AttestationType.Self,
            "tpm" => AttestationType.AttestationCa,
            "apple" => AttestationType.AnonymizationCa,
            _ => AttestationType.Basic,
        }, attestation.Type);
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void Attestation_chains_to_the_published_root(string name)
    {
        var (_, data, attestation) = Attest(name);
        if (attestation.Type is AttestationType.None or AttestationType.Self)
        {
            Assert.Empty(attestation.TrustPath);
            return;
        }

        using var root = X509CertificateLoader.LoadCertificate(Convert.FromHexString(VectorFile.W3C.AttestationRoot));
        var policy = AttestationPolicy.Required(new AttestationTrustRoots(
            new Dictionary<Guid, IReadOnlyList<X509Certificate2>> { [data.Attested!.Aaguid] = [root] }, []));
        var assessed = AttestationTrust.Assess(attestation, data.Attested.Aaguid, policy, FixedTime.In2026.GetUtcNow());
        // The signature of fido-u2f does not cover the AAGUID, and this vector has one that is not zero.
        if (attestation.Format == "fido-u2f") Refused.With(Catalogue.WebAuthn.AttestationUntrusted, assessed);
        else Assert.True(assessed.Value.Trusted);
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void Credential_is_the_published_one(string name)
    {
        var (vector, data, _) = Attest(name);
        Assert.Equal(new Guid(Convert.FromHexString(vector.Registration.Aaguid), bigEndian: true), data.Attested!.Aaguid);
        Assert.Equal(vector.Registration.CredentialId, Convert.ToHexStringLower(data.Attested.CredentialId.Span));
        Assert.Equal((CoseAlgorithm)vector.Algorithm, data.Attested.PublicKey.Algorithm);
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void Assertion_signature_verifies_and_no_other(string name)
    {
        var (vector, data, _) = Attest(name);
        var authentication = vector.Authentication;
        byte[] signed =
            [.. Convert.FromHexString(authentication.AuthenticatorData), .. SHA256.HashData(Convert.FromHexString(authentication.ClientDataJson))];
        var signature = Convert.FromHexString(authentication.Signature);
        Assert.True(data.Attested!.PublicKey.Verify(signed, signature));
        signed[0] ^= 1;
        Assert.False(data.Attested.PublicKey.Verify(signed, signature));
    }

    [Theory]
    [MemberData(nameof(WithoutUserVerification))]
    public void Ceremony_without_user_verification_is_refused(string name)
    {
        var (vector, data, _) = Attest(name);
        var expected = name.EndsWith("crossOrigin", StringComparison.Ordinal) ? Catalogue.WebAuthn.CrossOrigin : Catalogue.WebAuthn.UserNotVerified;
        if (!data.Has(AuthenticatorFlags.UserVerified)) Refused.With(expected, Register(vector));
        else Refused.With(expected, SignIn(vector, data));
    }

    [Theory]
    [MemberData(nameof(WithUserVerification))]
    public void Ceremony_with_user_verification_is_accepted(string name)
    {
        var (vector, data, _) = Attest(name);
        Assert.Equal(vector.Registration.CredentialId, Convert.ToHexStringLower(Register(vector).Value.CredentialId.Span));
        Assert.Equal(0u, SignIn(vector, data).Value.SignCount);
    }

    [Fact]
    public void Ed448_is_refused_as_not_supported()
    {
        var vector = VectorFile.W3C.Vectors.Single(v => v.Algorithm == -53);
        Refused.With(Catalogue.WebAuthnData.CoseAlgorithmUnsupported, Register(vector));
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Android_key_without_origin_and_purpose_is_refused()
    {
        var attestationObject = AttestationObject.Parse(Convert.FromHexString(VectorFile.W3C.Vectors.Single(v => v.Name == WithoutPurpose).Registration.AttestationObject)).Value;
        var data = AuthenticatorData.Parse(attestationObject.AuthenticatorData).Value;
        var hash = SHA256.HashData(Convert.FromHexString(VectorFile.W3C.Vectors.Single(v => v.Name == WithoutPurpose).Registration.ClientDataJson));
        var input = new AttestationInput(attestationObject.Statement, data, data.Attested!, hash);
        Refused.With(Catalogue.WebAuthn.AndroidKeyUnfit, new AndroidKeyAttestation().Verify(input));
        // All before that holds: with another client data it is the signature that is wrong.
        Refused.With(Catalogue.WebAuthn.AttestationSignatureWrong, new AndroidKeyAttestation().Verify(input with { ClientDataHash = new byte[32] }));
    }

    private static bool UserVerified(Vector vector)
    {
        var data = AuthenticatorData.Parse(AttestationObject.Parse(Convert.FromHexString(vector.Registration.AttestationObject)).Value.AuthenticatorData).Value;
        var later = AuthenticatorData.Parse(Convert.FromHexString(vector.Authentication.AuthenticatorData)).Value;
        return data.Has(AuthenticatorFlags.UserVerified) && later.Has(AuthenticatorFlags.UserVerified);
    }

    private static (Vector Vector, AuthenticatorData Data, AttestationResult Attestation) Attest(string name)
    {
        var vector = VectorFile.W3C.Vectors.Single(v => v.Name == name);
        var attestationObject = AttestationObject.Parse(Convert.FromHexString(vector.Registration.AttestationObject)).Value;
        var data = AuthenticatorData.Parse(attestationObject.AuthenticatorData).Value;
        var hash = SHA256.HashData(Convert.FromHexString(vector.Registration.ClientDataJson));
        var format = AttestationFormats.All.Single(f => f.Identifier == attestationObject.Format);
        return (vector, data, format.Verify(new AttestationInput(attestationObject.Statement, data, data.Attested!, hash)).Value);
    }

    private static Result<RegisteredCredential> Register(Vector vector)
    {
        var registration = vector.Registration;
        var request = new RegistrationRequest(
            VectorFile.W3C.Party, Convert.FromHexString(registration.Challenge), Enum.GetValues<CoseAlgorithm>(), AttestationPolicy.NotRequired);
        return new RegistrationVerification(FixedTime.In2026).Verify(request, new RegistrationResponse(
            Convert.FromHexString(registration.CredentialId), Convert.FromHexString(registration.ClientDataJson), Convert.FromHexString(registration.AttestationObject)));
    }

    private static Result<VerifiedAssertion> SignIn(Vector vector, AuthenticatorData registered)
    {
        var authentication = vector.Authentication;
        var stored = new StoredCredential(
            registered.Attested!.CredentialId, registered.Attested.PublicKey, registered.SignCount, registered.Has(AuthenticatorFlags.BackupEligible), default);
        return AssertionVerification.Verify(
            new AssertionRequest(VectorFile.W3C.Party, Convert.FromHexString(authentication.Challenge)) { UserIdentified = true },
            stored,
            new AssertionResponse(
                stored.CredentialId,
                Convert.FromHexString(authentication.AuthenticatorData),
                Convert.FromHexString(authentication.ClientDataJson),
                Convert.FromHexString(authentication.Signature),
                null));
    }
}
