using Keyway.Errors;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;

namespace Keyway.Fido2.Tests.Registration;

public sealed class RegistrationVerificationTests
{
    private const AuthenticatorFlags Verified = AuthenticatorFlags.UserPresent | AuthenticatorFlags.UserVerified;

    private static readonly RegistrationRequest Request =
        new(Site.Party, Site.Challenge, [CoseAlgorithm.ES256, CoseAlgorithm.RS256], AttestationPolicy.NotRequired);

    private static readonly Gesture Create = new() { Type = "webauthn.create" };

    private readonly TestKey _key = new();

    [Fact]
    public void Right_answer_gives_the_record_to_store()
    {
        var record = Verify(_key.Register()).Value;
        Assert.Equal(_key.CredentialId, record.CredentialId.ToArray());
        Assert.Equal(_key.CoseKey, record.PublicKey.Encoded.ToArray());
        Assert.Equal(5u, record.SignCount);
        Assert.Equal(TestKey.Model, record.Aaguid);
        Assert.False(record.BackupEligible);
        Assert.False(record.BackupState);
        Assert.Equal(AttestationType.None, record.Attestation.Type);
        Assert.False(record.Attestation.Trusted);
    }

    [Fact]
    [Trait("Attack", "W01")]
    public void Answer_to_another_challenge_is_refused() =>
        Refused.With(Catalogue.WebAuthn.WrongChallenge, Verify(_key.Register(Create with { Challenge = new byte[32] })));

    [Fact]
    [Trait("Attack", "W02")]
    public void Other_origin_is_refused() =>
        Refused.With(Catalogue.WebAuthn.UnexpectedOrigin, Verify(_key.Register(Create with { Origin = "https://login.contoso.com.evil.example" })));

    [Theory]
    [Trait("Attack", "W02")]
    [InlineData(",\"crossOrigin\":true", 1053)]
    [InlineData(",\"topOrigin\":\"https://portal.example\"", 1054)]
    public void Framed_ceremony_is_refused(string members, int number) =>
        Assert.Equal(number, Verify(_key.Register(Create with { Members = members })).Refusal.Error.Number);

    [Fact]
    [Trait("Attack", "W03")]
    public void Answer_for_another_relying_party_is_refused() =>
        Refused.With(Catalogue.WebAuthn.WrongRelyingParty, Verify(_key.Register(Create with { RelyingPartyId = "evil.example" })));

    [Fact]
    [Trait("Attack", "W03")]
    public void Sign_in_offered_as_registration_is_refused() =>
        Refused.With(Catalogue.WebAuthn.WrongType, Verify(_key.Register(new Gesture())));

    [Theory]
    [Trait("Attack", "W04")]
    [InlineData(AuthenticatorFlags.UserVerified, 1056)]
    [InlineData(AuthenticatorFlags.UserPresent, 1057)]
    public void Key_without_touch_or_user_verification_is_refused(AuthenticatorFlags flags, int number) =>
        Assert.Equal(number, Verify(_key.Register(Create with { Flags = flags })).Refusal.Error.Number);

    [Fact]
    [Trait("Attack", "W06")]
    public void Copied_credential_that_cannot_be_copied_is_refused() => Refused.With(
        Catalogue.WebAuthn.BackupStateWithoutEligibility,
        Verify(_key.Register(Create with { Flags = Verified | AuthenticatorFlags.BackupState })));

    [Theory]
    [Trait("Attack", "W06")]
    [InlineData(true)]
    [InlineData(false)]
    public void Policy_decides_on_credentials_that_can_be_copied(bool accept)
    {
        var response = _key.Register(Create with { Flags = Verified | AuthenticatorFlags.BackupEligible | AuthenticatorFlags.BackupState });
        var result = Verify(response, Request with { AcceptBackupEligible = accept });
        if (accept) Assert.True(result.Value is { BackupEligible: true, BackupState: true });
        else Refused.With(Catalogue.WebAuthn.BackupEligibleRefused, result);
    }

    [Fact]
    [Trait("Attack", "W07")]
    public void Algorithm_that_was_not_asked_for_is_refused() => Refused.With(
        Catalogue.WebAuthn.AlgorithmNotRequested,
        Verify(_key.Register(), Request with { Algorithms = [CoseAlgorithm.EdDSA, CoseAlgorithm.RS256] }));

    [Theory]
    [Trait("Attack", "W07")]
    [InlineData(-65535, 2, 1, 1013)] // RS1: SHA-1
    [InlineData(0, 2, 1, 1013)]
    [InlineData(-47, 2, 1, 1013)] // ES256K
    [InlineData(-35, 2, 1, 1014)] // ES384 on P-256
    [InlineData(-7, 2, 2, 1014)] // P-384 for ES256
    [InlineData(-7, 3, 1, 1014)] // RSA key type for ES256
    [InlineData(-257, 2, 1, 1014)] // elliptic curve key type for RS256
    public void Algorithm_that_does_not_fit_the_key_is_refused(int algorithm, int keyType, int curve, int number) =>
        Assert.Equal(number, Verify(_key.Register(coseKey: _key.Cose(algorithm, keyType, curve))).Refusal.Error.Number);

    [Fact]
    [Trait("Attack", "W08")]
    public void Unknown_attestation_format_is_refused()
    {
        var data = Create.AuthenticatorData(_key.AttestedData());
        foreach (var format in (string[])["None", "NONE", "none ", "unheard-of", ""])
            Refused.With(Catalogue.WebAuthn.AttestationFormatUnknown, Verify(_key.Response(Create, format, CborItem.Map(), data)));
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Missing_attestation_is_refused_when_the_policy_demands_it() => Refused.With(
        Catalogue.WebAuthn.AttestationMissing,
        Verify(_key.Register(), Request with { Attestation = AttestationPolicy.Required(AttestationTrustRoots.None) }));

    [Theory]
    [Trait("Attack", "W09")]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1023, true)]
    [InlineData(1024, false)]
    [InlineData(8000, false)]
    public void Credential_id_has_1_to_1023_bytes(int length, bool accepted)
    {
        var result = Verify(new TestKey { CredentialId = new byte[length] }.Register());
        Assert.Equal(accepted, result.Succeeded);
        if (!accepted) Refused.With(Catalogue.WebAuthn.CredentialIdTooLong, result);
    }

    [Fact]
    [Trait("Attack", "W09")]
    public void Key_that_the_user_has_already_is_refused() => Refused.With(
        Catalogue.WebAuthn.CredentialAlreadyRegistered,
        Verify(_key.Register(), Request with { ExcludedCredentials = [new byte[] { 1 }, _key.CredentialId] }));

    [Fact]
    [Trait("Attack", "W09")]
    public void Credential_id_that_the_key_did_not_sign_is_refused() => Refused.With(
        Catalogue.WebAuthn.CredentialIdMismatch,
        Verify(_key.Register() with { CredentialId = new byte[] { 1, 2, 3 } }));

    [Fact]
    [Trait("Attack", "W10")]
    public void Registration_without_a_credential_is_refused()
    {
        var data = Create.AuthenticatorData([]);
        Refused.With(Catalogue.WebAuthn.AttestedDataMissing, Verify(_key.Response(Create, "none", CborItem.Map(), data)));
    }

    [Theory]
    [Trait("Attack", "W15")]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void Credential_protection_below_the_policy_is_refused(int level, bool accepted)
    {
        var gesture = level == 0 ? Create : Create with { Extensions = CborItem.Map(("credProtect", level)) };
        var minimum = level == 0 ? CredentialProtection.Unreported : CredentialProtection.UserVerificationOptionalWithCredentialIds;
        var result = Verify(_key.Register(gesture), Request with { MinimumProtection = minimum });
        Assert.Equal(accepted, result.Succeeded);
        if (!accepted) Refused.With(Catalogue.WebAuthn.CredentialProtectionTooWeak, result);
    }

    [Fact]
    [Trait("Attack", "W15")]
    public void Key_that_ignores_credential_protection_is_refused_when_it_is_demanded() => Refused.With(
        Catalogue.WebAuthn.CredentialProtectionTooWeak,
        Verify(_key.Register(), Request with { MinimumProtection = CredentialProtection.UserVerificationOptional }));

    private static Result<RegisteredCredential> Verify(RegistrationResponse response, RegistrationRequest? request = null) =>
        new RegistrationVerification(FixedTime.In2026).Verify(request ?? Request, response);
}
