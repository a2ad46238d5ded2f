using System.Text;
using Keyway.Errors;
using Keyway.Fido2.Assertion;

namespace Keyway.Fido2.Tests.Assertion;

public sealed class AssertionVerificationTests
{
    private static readonly AssertionRequest Request = new(Site.Party, Site.Challenge);

    private readonly TestKey _key = new();

    [Fact]
    public void Right_answer_is_accepted()
    {
        var verified = SignIn(new Gesture()).Value;
        Assert.Equal(5u, verified.SignCount);
        Assert.True(verified.UserVerified);
        Assert.False(verified.BackupState);
    }

    [Fact]
    [Trait("Attack", "W01")]
    public void Answer_to_another_challenge_is_refused()
    {
        var other = Site.Challenge.ToArray();
        other[31] ^= 1;
        Refused.With(Catalogue.WebAuthn.WrongChallenge, SignIn(new Gesture { Challenge = other }));
        Refused.With(Catalogue.WebAuthn.WrongChallenge, SignIn(new Gesture { Challenge = Site.Challenge[..31] }));
        Refused.With(Catalogue.WebAuthn.WrongChallenge, SignIn(new Gesture { Challenge = [] }));
    }

    [Fact]
    [Trait("Attack", "W01")]
    public void Old_answer_beside_the_live_challenge_is_refused()
    {
        // The live challenge written into client data that was signed for another one.
        var old = _key.SignIn(new Gesture { Challenge = new byte[32] });
        var response = old with { ClientDataJson = new Gesture().ClientDataJson };
        Refused.With(Catalogue.WebAuthn.SignatureWrong, AssertionVerification.Verify(Request, _key.Stored, response));
    }

    [Fact]
    [Trait("Attack", "W01")]
    public void Ceremony_without_a_challenge_cannot_be_answered()
    {
        var response = _key.SignIn(new Gesture { Challenge = [] });
        Refused.With(Catalogue.WebAuthn.WrongChallenge, AssertionVerification.Verify(new AssertionRequest(Site.Party, default), _key.Stored, response));
    }

    [Fact]
    [Trait("Attack", "W01")]
    public void Replayed_answer_is_refused_by_its_counter()
    {
        var response = _key.SignIn(new Gesture());
        var count = AssertionVerification.Verify(Request, _key.Stored, response).Value.SignCount;
        Refused.With(
            Catalogue.WebAuthn.SignatureCounterNotGreater,
            AssertionVerification.Verify(Request, _key.Stored with { SignCount = count }, response));
    }

    [Theory]
    [Trait("Attack", "W02")]
    [InlineData("https://evil.contoso.com")]
    [InlineData("https://contoso.com")]
    [InlineData("http://login.contoso.com")]
    [InlineData("https://login.contoso.com:8443")]
    [InlineData("https://login.contoso.com/")]
    [InlineData("https://login.contoso.com.evil.example")]
    [InlineData("https://evil-login.contoso.com")]
    [InlineData("https://LOGIN.contoso.com")]
    [InlineData("https://login.contoso.com.")]
    [InlineData("https://l\u043egin.contoso.com")]
    [InlineData("https://login.contoso.com\\u0000")]
    [InlineData("null")]
    [InlineData("")]
    public void Other_origin_is_refused(string origin) =>
        Refused.With(Catalogue.WebAuthn.UnexpectedOrigin, SignIn(new Gesture { Origin = origin }));

    [Fact]
    [Trait("Attack", "W02")]
    public void Set_of_origins_that_ignores_case_does_not_loosen_the_check()
    {
        var party = new RelyingParty(Site.Id, "Contoso", new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Site.Origin });
        var response = _key.SignIn(new Gesture { Origin = "https://LOGIN.contoso.com" });
        Refused.With(Catalogue.WebAuthn.UnexpectedOrigin, AssertionVerification.Verify(new AssertionRequest(party, Site.Challenge), _key.Stored, response));
    }

    [Fact]
    [Trait("Attack", "W02")]
    public void Line_breaks_of_a_false_origin_do_not_reach_the_log()
    {
        var refusal = SignIn(new Gesture { Origin = "https://evil.example\\nKW0000 all is well" + new string('x', 500) }).Refusal;
        Assert.DoesNotContain('\n', refusal.Detail!);
        Assert.True(refusal.Detail!.Length <= 120);
    }

    [Theory]
    [Trait("Attack", "W02")]
    [InlineData(",\"crossOrigin\":true", 1053)]
    [InlineData(",\"crossOrigin\":true,\"topOrigin\":\"https://portal.example\"", 1053)]
    [InlineData(",\"topOrigin\":\"https://portal.example\"", 1054)]
    [InlineData(",\"crossOrigin\":false,\"topOrigin\":\"https://portal.example\"", 1054)]
    public void Framed_ceremony_is_refused_by_default(string members, int number) =>
        Assert.Equal(number, SignIn(new Gesture { Members = members }).Refusal.Error.Number);

    [Theory]
    [Trait("Attack", "W02")]
    [InlineData(",\"crossOrigin\":true,\"topOrigin\":\"https://portal.example\"", 0)]
    [InlineData(",\"crossOrigin\":true,\"topOrigin\":\"https://evil.example\"", 1054)]
    [InlineData(",\"crossOrigin\":true", 1053)]
    public void Framed_ceremony_is_accepted_from_an_expected_page_only(string members, int number)
    {
        var party = new RelyingParty(Site.Id, "Contoso", new HashSet<string> { Site.Origin }, new HashSet<string> { "https://portal.example" });
        var result = AssertionVerification.Verify(new AssertionRequest(party, Site.Challenge), _key.Stored, _key.SignIn(new Gesture { Members = members }));
        Assert.Equal(number, result.Succeeded ? 0 : result.Refusal.Error.Number);
    }

    [Theory]
    [Trait("Attack", "W03")]
    [InlineData("contoso.com")]
    [InlineData("evil.example")]
    [InlineData("LOGIN.contoso.com")]
    public void Answer_for_another_relying_party_is_refused(string id) =>
        Refused.With(Catalogue.WebAuthn.WrongRelyingParty, SignIn(new Gesture { RelyingPartyId = id }));

    [Theory]
    [Trait("Attack", "W03")]
    [InlineData("webauthn.create")]
    [InlineData("payment.get")]
    [InlineData("WebAuthn.get")]
    [InlineData("")]
    public void Answer_of_another_kind_of_ceremony_is_refused(string type) =>
        Refused.With(Catalogue.WebAuthn.WrongType, SignIn(new Gesture { Type = type }));

    [Fact]
    [Trait("Attack", "W04")]
    public void Key_that_was_not_touched_is_refused() =>
        Refused.With(Catalogue.WebAuthn.UserNotPresent, SignIn(new Gesture { Flags = AuthenticatorFlags.UserVerified }));

    [Fact]
    [Trait("Attack", "W04")]
    public void Key_that_checked_nobody_is_refused() =>
        Refused.With(Catalogue.WebAuthn.UserNotVerified, SignIn(new Gesture { Flags = AuthenticatorFlags.UserPresent }));

    [Fact]
    [Trait("Attack", "W04")]
    public void User_verification_claimed_after_signing_is_refused()
    {
        var response = _key.SignIn(new Gesture { Flags = AuthenticatorFlags.UserPresent });
        var forged = response.AuthenticatorData.ToArray();
        forged[32] |= (byte)AuthenticatorFlags.UserVerified;
        Refused.With(Catalogue.WebAuthn.SignatureWrong, AssertionVerification.Verify(Request, _key.Stored, response with { AuthenticatorData = forged }));
    }

    [Theory]
    [Trait("Attack", "W05")]
    [InlineData(0u, 0u, true)]
    [InlineData(0u, 1u, true)]
    [InlineData(7u, 8u, true)]
    [InlineData(4294967294u, 4294967295u, true)]
    [InlineData(7u, 7u, false)]
    [InlineData(8u, 7u, false)]
    [InlineData(7u, 0u, false)]
    [InlineData(4294967295u, 0u, false)]
    [InlineData(4294967295u, 1u, false)]
    public void Counter_must_grow_unless_the_key_does_not_count(uint stored, uint received, bool accepted)
    {
        var result = AssertionVerification.Verify(Request, _key.Stored with { SignCount = stored }, _key.SignIn(new Gesture { SignCount = received }));
        Assert.Equal(accepted, result.Succeeded);
        if (!accepted) Refused.With(Catalogue.WebAuthn.SignatureCounterNotGreater, result);
    }

    [Fact]
    [Trait("Attack", "W05")]
    public void Forged_counter_is_no_proof_of_a_copied_key()
    {
        // The signature is checked before the counter: a stranger must not be able to make an honest key look copied.
        var response = _key.SignIn(new Gesture());
        var forged = response.AuthenticatorData.ToArray();
        forged[36] = 1;
        Refused.With(Catalogue.WebAuthn.SignatureWrong, AssertionVerification.Verify(Request, _key.Stored, response with { AuthenticatorData = forged }));
    }

    [Theory]
    [Trait("Attack", "W06")]
    [InlineData(false, AuthenticatorFlags.BackupEligible)]
    [InlineData(false, AuthenticatorFlags.BackupEligible | AuthenticatorFlags.BackupState)]
    [InlineData(true, AuthenticatorFlags.None)]
    public void Changed_backup_eligibility_is_refused(bool registered, AuthenticatorFlags flags)
    {
        var gesture = new Gesture { Flags = AuthenticatorFlags.UserPresent | AuthenticatorFlags.UserVerified | flags };
        Refused.With(
            Catalogue.WebAuthn.BackupEligibilityChanged,
            AssertionVerification.Verify(Request, _key.Stored with { BackupEligible = registered }, _key.SignIn(gesture)));
    }

    [Fact]
    [Trait("Attack", "W06")]
    public void Copied_credential_that_cannot_be_copied_is_refused()
    {
        var gesture = new Gesture { Flags = AuthenticatorFlags.UserPresent | AuthenticatorFlags.UserVerified | AuthenticatorFlags.BackupState };
        Refused.With(Catalogue.WebAuthn.BackupStateWithoutEligibility, SignIn(gesture));
    }

    [Fact]
    [Trait("Attack", "W06")]
    public void Backup_state_of_an_eligible_credential_is_reported()
    {
        var gesture = new Gesture
        {
            Flags = AuthenticatorFlags.UserPresent | AuthenticatorFlags.UserVerified | AuthenticatorFlags.BackupEligible | AuthenticatorFlags.BackupState,
        };
        Assert.True(AssertionVerification.Verify(Request, _key.Stored with { BackupEligible = true }, _key.SignIn(gesture)).Value.BackupState);
    }

    [Fact]
    [Trait("Attack", "W07")]
    public void Signature_of_another_key_is_refused()
    {
        var response = new TestKey().SignIn(new Gesture());
        Refused.With(Catalogue.WebAuthn.SignatureWrong, AssertionVerification.Verify(Request, _key.Stored, response));
    }

    [Fact]
    [Trait("Attack", "W07")]
    public void Empty_signature_is_refused() => Refused.With(
        Catalogue.WebAuthn.SignatureWrong,
        AssertionVerification.Verify(Request, _key.Stored, _key.SignIn(new Gesture()) with { Signature = default }));

    [Fact]
    [Trait("Attack", "W11")]
    public void User_handle_of_another_user_is_refused() => Refused.With(
        Catalogue.WebAuthn.UserHandleMismatch,
        AssertionVerification.Verify(Request, _key.Stored, _key.SignIn(new Gesture()) with { UserHandle = "OF:grace"u8.ToArray() }));

    [Fact]
    [Trait("Attack", "W11")]
    public void Empty_user_handle_is_not_a_missing_one() => Refused.With(
        Catalogue.WebAuthn.UserHandleMismatch,
        AssertionVerification.Verify(
            Request with { UserIdentified = true }, _key.Stored, _key.SignIn(new Gesture()) with { UserHandle = ReadOnlyMemory<byte>.Empty }));

    [Fact]
    [Trait("Attack", "W11")]
    public void Empty_user_handle_does_not_match_a_record_without_one() => Refused.With(
        Catalogue.WebAuthn.UserHandleMismatch,
        AssertionVerification.Verify(
            Request, _key.Stored with { UserHandle = default }, _key.SignIn(new Gesture()) with { UserHandle = ReadOnlyMemory<byte>.Empty }));

    [Theory]
    [Trait("Attack", "W11")]
    [InlineData(false)]
    [InlineData(true)]
    public void User_handle_may_be_missing_only_when_the_user_was_known(bool identified)
    {
        var response = _key.SignIn(new Gesture()) with { UserHandle = null };
        var result = AssertionVerification.Verify(Request with { UserIdentified = identified }, _key.Stored, response);
        if (identified) Assert.True(result.Succeeded);
        else Refused.With(Catalogue.WebAuthn.UserHandleMissing, result);
    }

    [Fact]
    [Trait("Attack", "W11")]
    public void Credential_that_was_not_asked_for_is_refused()
    {
        var request = Request with { AllowedCredentials = [new byte[] { 1 }, new byte[] { 2 }] };
        Refused.With(Catalogue.WebAuthn.CredentialNotAllowed, AssertionVerification.Verify(request, _key.Stored, _key.SignIn(new Gesture())));
        var allowed = Request with { AllowedCredentials = [new byte[] { 1 }, _key.CredentialId] };
        Assert.True(AssertionVerification.Verify(allowed, _key.Stored, _key.SignIn(new Gesture())).Succeeded);
    }

    [Fact]
    [Trait("Attack", "W11")]
    public void Record_of_another_credential_is_refused() => Refused.With(
        Catalogue.WebAuthn.CredentialUnknown,
        AssertionVerification.Verify(Request, _key.Stored with { CredentialId = new byte[] { 1 } }, _key.SignIn(new Gesture())));

    [Fact]
    [Trait("Attack", "W15")]
    public void Unasked_extension_outputs_are_reported_and_change_nothing()
    {
        var gesture = new Gesture { Extensions = CborItem.Map(("thirdPartyPayment", false), ("hmac-secret", new byte[32])) };
        var verified = SignIn(gesture).Value;
        Assert.Equal(["thirdPartyPayment"], verified.Extensions.Others);
        Assert.Equal(32, verified.Extensions.HmacSecretOutput.Length);
    }

    [Fact]
    [Trait("Attack", "W15")]
    public void Extension_outputs_added_after_signing_are_refused()
    {
        var response = _key.SignIn(new Gesture());
        byte[] forged = [.. response.AuthenticatorData.Span, .. CborItem.Map(("credProtect", 3))];
        forged[32] |= (byte)AuthenticatorFlags.ExtensionData;
        Refused.With(Catalogue.WebAuthn.SignatureWrong, AssertionVerification.Verify(Request, _key.Stored, response with { AuthenticatorData = forged }));
    }

    [Fact]
    public void Large_extension_outputs_are_verified_too()
    {
        var gesture = new Gesture { Extensions = CborItem.Map(("largeBlob", new byte[2000])) };
        Assert.True(SignIn(gesture).Succeeded);
    }

    [Fact]
    public void Client_data_that_is_no_json_is_refused() => Refused.With(
        Catalogue.WebAuthnData.ClientDataMalformed,
        AssertionVerification.Verify(Request, _key.Stored, _key.SignIn(new Gesture()) with { ClientDataJson = Encoding.UTF8.GetBytes("webauthn.get") }));

    private Result<VerifiedAssertion> SignIn(Gesture gesture) =>
        AssertionVerification.Verify(Request, _key.Stored, _key.SignIn(gesture));
}
