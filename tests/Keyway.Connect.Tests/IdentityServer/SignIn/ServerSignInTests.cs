using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.IdentityServer.SignIn;
using Keyway.Connect.Secrets;
using Keyway.Connect.Terminal;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Fido2;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.Connect.Tests.IdentityServer.SignIn;

/// <summary>Every way to sign in, against a server that answers what a test wants.</summary>
public sealed class ServerSignInTests : IDisposable
{
    private const string Token = """{"access_token":"abc.def.ghi","token_type":"Bearer","expires_in":600}""";
    private const string Nonce = """{"Nonce":"a-nonce-of-the-server-0123456789"}""";
    private const string Pin = "123456";

    private readonly TestAuthority _authority = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("keyway-connect-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_certificate_signs_a_new_assertion_for_this_endpoint_at_each_token()
    {
        var shortLived = Token.Replace("600", "30", StringComparison.Ordinal);
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer("200 OK", shortLived), HostileServer.Answer("200 OK", shortLived), HostileServer.Answer("200 OK", "1"));
        using var certificate = ConnectorCertificate.Create("dc1", TimeProvider.System.GetUtcNow());
        var connector = new ConnectorIdentity(Guid.NewGuid(), "dc1", "contoso.corp.com", null, certificate.Thumbprint, "connector.pem");
        using var session = (await OpenAsync(server, CertificateSignIn.Of(connector, certificate).Value)).Value;
        await session.SendAsync(new ServerCall(HttpMethod.Get, "a", true), Cancellation);

        var forms = server.Requests.Where(request => request.StartsWith("POST ", StringComparison.Ordinal)).Select(Form).ToList();
        Assert.Equal(2, forms.Count);
        var claims = forms.Select(form => JsonSerializer.Deserialize(CompactJws.Parse(form["client_assertion"]).Value.Payload, ContractsJson.Default.ClientAssertionClaims)!).ToList();
        Assert.All(forms, form => Assert.Equal((ClientAssertionTypes.JwtBearer, GrantTypes.ClientCredentials, false), (form["client_assertion_type"], form["grant_type"], form.ContainsKey("client_secret"))));
        Assert.All(claims, claim => Assert.Equal((connector.ClientId.ToString(), connector.ClientId.ToString(), server.Url + "/common/oauth2/token"), (claim.Issuer, claim.Subject, claim.Audience)));
        Assert.All(claims, claim => Assert.InRange(claim.ExpiresOn - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 1, 600));
        Assert.NotEqual(claims[0].TokenId, claims[1].TokenId);
    }

    [Fact]
    public void A_key_file_that_was_exchanged_is_refused()
    {
        using var registered = ConnectorCertificate.Create("dc1", TimeProvider.System.GetUtcNow());
        using var other = ConnectorCertificate.Create("dc1", TimeProvider.System.GetUtcNow());

        Assert.Equal(Catalogue.Connect.CertificateDiffers, CertificateSignIn.Of(new ConnectorIdentity(Guid.NewGuid(), "dc1", "contoso.corp.com", null, registered.Thumbprint, "connector.pem"), other).Refusal.Error);
    }

    [Fact]
    public async Task A_certificate_that_has_ended_is_told_before_anything_is_sent()
    {
        await using var server = new HostileServer(_authority.Issue());
        using var ended = ConnectorCertificate.Create("dc1", TimeProvider.System.GetUtcNow().AddDays(-ConnectorCertificate.Days - 1));
        var signIn = CertificateSignIn.Of(new ConnectorIdentity(Guid.NewGuid(), "dc1", "contoso.corp.com", null, ended.Thumbprint, "connector.pem"), ended).Value;

        Assert.Equal(Catalogue.Connect.CertificateNotValidNow, (await OpenAsync(server, signIn)).Refusal.Error);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_pass_is_sent_once_and_its_refusal_keeps_the_servers_words()
    {
        await using var server = new HostileServer(_authority.Issue(), HostileServer.Answer(
            "400 Bad Request",
            """{"error":"invalid_grant","error_description":"AADSTS130502: The pass is wrong.\r\nTrace ID: 1","error_codes":[130502],"keyway_error":"KW2200","timestamp":"t","trace_id":"1","correlation_id":"1"}"""));

        var refusal = (await OpenAsync(server, new PassSignIn("admin@contoso.corp.com", "Temp-Pass-1"))).Refusal;

        Assert.Equal(Catalogue.Connect.AdministratorRefused, refusal.Error);
        Assert.Equal("KW2200 AADSTS130502: The pass is wrong.", refusal.Detail);
        var form = Form(Assert.Single(server.Requests));
        Assert.Equal((GrantTypes.TemporaryAccessPass, "admin@contoso.corp.com", "Temp-Pass-1", Resources.Provisioning), (form["grant_type"], form["username"], form["temporary_access_pass"], form["resource"]));
    }

    [Fact]
    public async Task A_pass_whose_answer_was_lost_is_not_sent_again()
    {
        await using var server = new HostileServer(_authority.Issue());

        Assert.Equal(Catalogue.Connect.OutcomeUnknown, (await OpenAsync(server, new PassSignIn("admin@contoso.corp.com", "Temp-Pass-1"))).Refusal.Error);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_security_key_signs_the_servers_nonce()
    {
        var key = NewKey("127.0.0.1", "admin@contoso.corp.com");
        await using var server = new HostileServer(_authority.Issue());
        server.Add(HostileServer.Answer("200 OK", Discovery("127.0.0.1", server.Url)), HostileServer.Answer("200 OK", Nonce), HostileServer.Answer("200 OK", Token));

        using var session = (await OpenAsync(server, new SecurityKeySignIn("Admin@contoso.corp.com", key, Pin))).Value;

        var form = Form(server.Requests[2]);
        Assert.Equal((GrantTypes.SecurityKey, "a-nonce-of-the-server-0123456789", Resources.Provisioning), (form["grant_type"], form["request_nonce"], form["resource"]));
        var assertion = JsonSerializer.Deserialize(form["assertion"], ContractsJson.Default.SecurityKeyAssertion)!;
        var client = ClientData.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(assertion.ClientDataJson)).Value;
        Assert.Equal((server.Url, "webauthn.get"), (client.Origin, client.Type));
    }

    [Theory]
    [InlineData("login.contoso.com", "https://login.contoso.com")]
    [InlineData("127.0.0.1", "https://login.contoso.com")]
    [InlineData("0.0.1", null)]
    public async Task A_server_that_speaks_for_another_relying_party_gets_no_signature(string relyingParty, string? origin)
    {
        var key = NewKey(relyingParty, "admin@contoso.corp.com");
        await using var server = new HostileServer(_authority.Issue());
        server.Add(HostileServer.Answer("200 OK", Discovery(relyingParty, origin ?? server.Url)), HostileServer.Answer("200 OK", Nonce), HostileServer.Answer("200 OK", Token));

        Assert.Equal(Catalogue.Connect.RelyingPartyForeign, (await OpenAsync(server, new SecurityKeySignIn("admin@contoso.corp.com", key, Pin))).Refusal.Error);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("""{"Nonce":"short"}""")]
    [InlineData("""{"Nonce":"a nonce with spaces in it"}""")]
    [InlineData("{}")]
    public async Task A_nonce_that_is_none_is_not_signed(string nonce)
    {
        var key = NewKey("127.0.0.1", "admin@contoso.corp.com");
        await using var server = new HostileServer(_authority.Issue());
        server.Add(HostileServer.Answer("200 OK", Discovery("127.0.0.1", server.Url)), HostileServer.Answer("200 OK", nonce));

        Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, (await OpenAsync(server, new SecurityKeySignIn("admin@contoso.corp.com", key, Pin))).Refusal.Error);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_wrong_PIN_and_a_key_of_somebody_else_are_told()
    {
        var key = NewKey("127.0.0.1", "admin@contoso.corp.com");
        await using var server = new HostileServer(_authority.Issue());
        for (var i = 0; i < 2; i++)
            server.Add(HostileServer.Answer("200 OK", Discovery("127.0.0.1", server.Url)), HostileServer.Answer("200 OK", Nonce));

        Assert.Equal(Catalogue.SecurityKeys.WrongPin, (await OpenAsync(server, new SecurityKeySignIn("admin@contoso.corp.com", key, "999999"))).Refusal.Error);
        Assert.Equal(Catalogue.Device.AccountNotOnKey, (await OpenAsync(server, new SecurityKeySignIn("eve@contoso.corp.com", key, Pin))).Refusal.Error);
    }

    private string NewKey(string relyingParty, string user)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".key");
        using (var made = SoftwareKey.Create(path).Value)
        using (var device = SecurityKeyDevice.Open(made).Value)
        {
            Assert.True(device.SetPin(Pin).Succeeded);
            var request = new MakeCredentialRequest(relyingParty, "Keyway", RandomNumberGenerator.GetBytes(16), user, "Admin", RandomNumberGenerator.GetBytes(32));
            Assert.True(device.MakeCredential(request, Pin, Cancellation).Succeeded);
        }

        return path;
    }

    private static string Discovery(string relyingParty, string origin) =>
        $$$"""
        {"DeviceJoinService":{"JoinEndpoint":"https://x/","JoinResourceId":"urn:x","ServiceVersion":"2.0"},
         "AuthenticationService":{"OAuth2":{"TokenEndpoint":"https://x/"}},
         "TenantInfo":{"TenantId":"7d4b1a2e-95bb-4f9d-9e0d-0c35a0f1d2aa","TenantName":"Contoso"},
         "KeywayService":{"RelyingPartyId":"{{{relyingParty}}}","Origin":"{{{origin}}}"}}
        """;

    private static Dictionary<string, string> Form(string request) => request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Split('&')
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));

    private Task<Result<ServerSession>> OpenAsync(HostileServer server, IServerSignIn signIn) => ServerSession.OpenAsync(
        new ServerAccess(ServerAddress.Parse(server.Url).Value, _authority.CaFile, signIn), new StepLog(null, TimeProvider.System), TimeProvider.System, Cancellation);
}
