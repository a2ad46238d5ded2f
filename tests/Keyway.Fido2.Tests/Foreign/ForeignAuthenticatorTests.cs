using System.Buffers.Text;
using System.Text.Json.Nodes;
using Keyway.Errors;
using Keyway.Fido2.Assertion;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;

namespace Keyway.Fido2.Tests.Foreign;

/// <summary>Registration and sign-in with an authenticator and a client that share no line with ours.</summary>
public sealed class ForeignAuthenticatorTests : IDisposable
{
    private static readonly byte[] User = "OF:bob"u8.ToArray();

    private readonly ForeignAuthenticator _authenticator = new();

    [Theory]
    [InlineData(CoseAlgorithm.ES256)]
    [InlineData(CoseAlgorithm.RS256)]
    [InlineData(CoseAlgorithm.EdDSA)]
    public void Registers_and_signs_in(CoseAlgorithm algorithm)
    {
        var registered = Register(algorithm).Value;
        Assert.Equal(algorithm, registered.PublicKey.Algorithm);
        var stored = new StoredCredential(registered.CredentialId, registered.PublicKey, registered.SignCount, registered.BackupEligible, User);

        var first = SignIn(stored, Site.Challenge).Value;
        Assert.True(first.SignCount > registered.SignCount);
        var second = SignIn(stored with { SignCount = first.SignCount }, Site.Challenge).Value;
        Assert.True(second.SignCount > first.SignCount);
    }

    [Fact]
    [Trait("Attack", "W01")]
    public void Answer_to_another_challenge_or_for_another_origin_is_refused()
    {
        var registered = Register(CoseAlgorithm.ES256).Value;
        var stored = new StoredCredential(registered.CredentialId, registered.PublicKey, registered.SignCount, registered.BackupEligible, User);
        Refused.With(Catalogue.WebAuthn.WrongChallenge, SignIn(stored, new byte[32]));
        Refused.With(Catalogue.WebAuthn.UnexpectedOrigin, SignIn(stored, Site.Challenge, "https://sub.login.contoso.com"));
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Software_is_not_taken_for_a_makers_key() =>
        Assert.False(Register(CoseAlgorithm.ES256, AttestationPolicy.Required(AttestationTrustRoots.None)).Succeeded);

    public void Dispose() => _authenticator.Dispose();

    private Result<RegisteredCredential> Register(CoseAlgorithm algorithm, AttestationPolicy? policy = null)
    {
        var answer = _authenticator.Ask("create", Site.Origin, new JsonObject
        {
            ["rp"] = new JsonObject { ["id"] = Site.Id, ["name"] = "Contoso" },
            ["user"] = new JsonObject { ["id"] = Base64Url.EncodeToString(User), ["name"] = "bob", ["displayName"] = "Bob" },
            ["challenge"] = Base64Url.EncodeToString(Site.Challenge),
            ["pubKeyCredParams"] = new JsonArray(new JsonObject { ["type"] = "public-key", ["alg"] = (int)algorithm }),
            ["authenticatorSelection"] = new JsonObject { ["requireResidentKey"] = true, ["userVerification"] = "required" },
            ["attestation"] = "direct",
        });
        return new RegistrationVerification(FixedTime.In2026).Verify(
            new RegistrationRequest(Site.Party, Site.Challenge, [algorithm], policy ?? AttestationPolicy.NotRequired),
            new RegistrationResponse(Bytes(answer["rawId"]), Bytes(answer["response"]!["clientDataJSON"]), Bytes(answer["response"]!["attestationObject"])));
    }

    private Result<VerifiedAssertion> SignIn(StoredCredential stored, byte[] challenge, string origin = Site.Origin)
    {
        var answer = _authenticator.Ask("get", origin, new JsonObject
        {
            ["challenge"] = Base64Url.EncodeToString(challenge),
            ["rpId"] = Site.Id,
            ["userVerification"] = "required",
            ["allowCredentials"] = new JsonArray(new JsonObject { ["type"] = "public-key", ["id"] = Base64Url.EncodeToString(stored.CredentialId.Span) }),
        });
        var response = answer["response"]!;
        ReadOnlyMemory<byte>? handle = null;
        if (response["userHandle"] is { } text) handle = Bytes(text);
        return AssertionVerification.Verify(
            new AssertionRequest(Site.Party, Site.Challenge) { UserIdentified = true },
            stored,
            new AssertionResponse(Bytes(answer["rawId"]), Bytes(response["authenticatorData"]), Bytes(response["clientDataJSON"]), Bytes(response["signature"]), handle));
    }

    private static byte[] Bytes(JsonNode? text) => Base64Url.DecodeFromChars(text!.GetValue<string>());
}
