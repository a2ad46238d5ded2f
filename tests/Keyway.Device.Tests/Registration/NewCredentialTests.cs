using System.Buffers.Text;
using Keyway.Contracts.Graph;
using Keyway.Device.Registration;
using Keyway.Errors;
using Keyway.Fido2;

namespace Keyway.Device.Tests.Registration;

public sealed class NewCredentialTests
{
    private const string RelyingParty = "login.contoso.com";
    private const string Origin = "https://login.contoso.com";

    private static readonly PublicKeyCreationOptions Good = new(
        new PublicKeyRelyingParty(RelyingParty, "Contoso"),
        new PublicKeyUser(Base64Url.EncodeToString("OF:handle"u8), "alice@contoso.com", "Alice"),
        Base64Url.EncodeToString(new byte[32]),
        [new PublicKeyParameter("public-key", -7), new PublicKeyParameter("public-key", -257)],
        60_000,
        [new PublicKeyDescriptor("public-key", Base64Url.EncodeToString("credential"u8))],
        new AuthenticatorSelection("cross-platform", true, "required"),
        "direct",
        new CreationExtensions(true, true, "userVerificationRequired"));

    [Fact]
    public void What_the_server_asks_for_is_what_the_key_is_asked()
    {
        var credential = Read(Good).Value;

        var request = credential.Request;
        Assert.Equal((RelyingParty, "alice@contoso.com", "Alice"), (request.RelyingPartyId, request.UserName, request.UserDisplayName));
        Assert.Equal((CredentialProtection.UserVerificationRequired, true, true, true), (request.Protection, request.HmacSecret, request.Resident, request.RequireUserVerification));
        Assert.Equal("credential"u8.ToArray(), Assert.Single(request.ExcludeCredentialIds).ToArray());
        Assert.Equal(Origin, ClientData.Parse(credential.ClientDataJson).Value.Origin);
    }

    [Theory]
    [InlineData(true, CredentialProtection.UserVerificationRequired)]
    [InlineData(false, CredentialProtection.Unreported)]
    public void Protection_that_is_not_enforced_is_asked_of_keys_that_know_it(bool known, CredentialProtection asked)
    {
        var options = Good with { Extensions = Good.Extensions with { EnforceCredentialProtectionPolicy = false } };
        Assert.Equal(asked, NewCredential.Read(options, RelyingParty, Origin, hmacSecret: true, credProtect: known).Value.Request.Protection);
    }

    [Fact]
    public void A_key_without_hmac_secret_is_not_asked_for_it() =>
        Assert.False(NewCredential.Read(Good, RelyingParty, Origin, hmacSecret: false, credProtect: false).Value.Request.HmacSecret);

    [Fact]
    public void Another_relying_party_than_the_servers_is_refused() =>
        Assert.Equal(Catalogue.Device.RelyingPartyForeign, Read(Good with { RelyingParty = new PublicKeyRelyingParty("bank.example", "Bank") }).Refusal.Error);

    [Fact]
    public void A_server_that_does_not_take_es256_is_refused() =>
        Assert.Equal(Catalogue.Device.AlgorithmNotOffered, Read(Good with { Parameters = [new PublicKeyParameter("public-key", -257)] }).Refusal.Error);

    [Theory]
    [InlineData("", "T0Y")]
    [InlineData("AAAA", "T0Y")]
    [InlineData("not base64!", "T0Y")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000")]
    public void A_challenge_or_a_handle_that_is_none_is_refused(string challenge, string handle) =>
        Assert.Equal(Catalogue.Device.ServerReplyMalformed, Read(Good with { Challenge = challenge, User = Good.User with { Id = handle } }).Refusal.Error);

    [Fact]
    public void A_handle_that_no_key_takes_is_refused() =>
        Assert.Equal(Catalogue.Device.ServerReplyMalformed, Read(Good with { User = Good.User with { Id = Base64Url.EncodeToString(new byte[65]) } }).Refusal.Error);

    [Fact]
    public void An_excluded_credential_that_is_none_is_refused() =>
        Assert.Equal(Catalogue.Device.ServerReplyMalformed, Read(Good with { ExcludeCredentials = [new PublicKeyDescriptor("public-key", "%")] }).Refusal.Error);

    private static Result<NewCredential> Read(PublicKeyCreationOptions options) => NewCredential.Read(options, RelyingParty, Origin, hmacSecret: true, credProtect: false);
}
