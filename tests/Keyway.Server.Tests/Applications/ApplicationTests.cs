using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Applications;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Connectors;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Applications;

/// <summary>O01, O06: programs that act by themselves, and those who would like to pass for one, or be more than they are.</summary>
public sealed class ApplicationTests : IAsyncLifetime
{
    private const string Origin = "https://localhost";
    private const string Applications = "/v1.0/applications";

    private Organisation _organisation = null!;
    private string _administrator = null!;

    private Client Client => _organisation.Client;

    private DateTimeOffset Now => _organisation.Server.Clock.GetUtcNow();

    private string TokenPath => $"/{_organisation.Server.Administrator.TenantId}/oauth2/v2.0/token";

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _administrator = await _organisation.AdministratorTokenAsync();
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task An_application_is_registered_given_a_secret_and_a_permission_and_does_what_that_says()
    {
        var id = await RegisterAsync();
        var (keyId, secret) = await AddSecretAsync(id);
        foreach (var form in new (string, string)[][] { [("scope", "urn:keyway:graph/.default")], [("resource", Resources.Graph)] })
        {
            var token = (await SecretAsync(id, secret, form)).As(ContractsJson.Default.TokenResponse).AccessToken;
            (await Client.GetAsync("/v1.0/users", token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        }

        Assert.Equal(HttpStatusCode.Created, (await SendAsync("POST", $"{Applications}/{id}/permissions", """{"permission":"User.Read.All"}""")).Status);
        var usable = await TokenAsync(id, secret);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("/v1.0/users", usable)).Status);
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(usable.Split('.')[1]))!;
        Assert.Equal(("app", "User.Read.All", id, Resources.Graph), (claims["idtyp"]!.GetValue<string>(), claims["roles"]![0]!.GetValue<string>(), claims["appid"]!.GetValue<string>(), claims["aud"]!.GetValue<string>()));
        Assert.Null(claims["scp"]);
        Assert.Null(claims["oid"]);
        (await Client.GetAsync("/v1.0/me", usable)).IsRefusal("KW2787");

        // What is withdrawn ends at once, also for tokens that are out.
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("DELETE", $"{Applications}/{id}/permissions/User.Read.All")).Status);
        (await Client.GetAsync("/v1.0/users", usable)).IsRefusal("KW2005");
        (await SendAsync("DELETE", $"{Applications}/{id}/permissions/User.Read.All")).IsRefusal("KW2768", HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("PATCH", $"{Applications}/{id}", """{"accountEnabled":false}""")).Status);
        (await Client.GetAsync("/v1.0/users", usable)).IsRefusal("KW2002", HttpStatusCode.Unauthorized);
        (await SecretAsync(id, secret)).IsRefusal("KW2760", HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("PATCH", $"{Applications}/{id}", """{"accountEnabled":true}""")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("POST", $"{Applications}/{id}/removePassword", $$"""{"keyId":"{{keyId}}"}""")).Status);
        (await SecretAsync(id, secret)).IsRefusal("KW2760", HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("DELETE", $"{Applications}/{id}")).Status);
        (await SendAsync("GET", $"{Applications}/{id}")).IsRefusal("KW2763", HttpStatusCode.NotFound);
        Assert.Equal(
            [
                ApplicationActivity.Registered, ApplicationActivity.CredentialAdded, ApplicationActivity.PermissionGranted, ApplicationActivity.PermissionWithdrawn, ApplicationActivity.Changed,
                ApplicationActivity.Changed, ApplicationActivity.CredentialRemoved, ApplicationActivity.Removed,
            ],
            Read("SELECT Activity FROM AuditEvent WHERE TargetId = @p0 ORDER BY rowid", id));
        Assert.Equal(0, _organisation.Server.Get<Store>().Read(session => session.First("SELECT (SELECT COUNT(*) FROM ApplicationCredential) + (SELECT COUNT(*) FROM ApplicationPermission)", row => row.GetInt64(0))));
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_kept_nowhere()
    {
        var id = await RegisterAsync();
        var (_, secret) = await AddSecretAsync(id);
        Assert.DoesNotContain(secret, (await SendAsync("GET", $"{Applications}/{id}")).Body + (await SendAsync("GET", Applications)).Body, StringComparison.Ordinal);
        await SecretAsync(id, secret);
        await SecretAsync(id, secret + "x");
        Assert.DoesNotContain(_organisation.Server.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(Read("SELECT Detail FROM AuditEvent WHERE TargetId = @p0", id), detail => detail.Contains(secret, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(_organisation.Server.Options.DataDirectory, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
            Assert.True(copy.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret)) < 0, file);
        }
    }

    [Fact]
    public async Task Several_secrets_work_beside_each_other_and_each_ends_by_its_date()
    {
        var id = await RegisterAsync();
        var (_, first) = await AddSecretAsync(id, Now.AddMinutes(5));
        var (_, second) = await AddSecretAsync(id);
        (await SecretAsync(id, first)).As(ContractsJson.Default.TokenResponse);
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(5));
        (await SecretAsync(id, first)).IsRefusal("KW2761", HttpStatusCode.Unauthorized);
        (await SecretAsync(id, second)).As(ContractsJson.Default.TokenResponse);
        _administrator = await _organisation.AdministratorTokenAsync();
        foreach (var end in new[] { Now, Now.AddDays(-1), Now.AddDays(800) })
            (await SendAsync("POST", $"{Applications}/{id}/addPassword", $$$"""{"passwordCredential":{"endDateTime":"{{{end:O}}}"}}""")).IsRefusal("KW2765", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task O06_guesses_are_answered_alike_and_held_up()
    {
        var id = await RegisterAsync();
        var (_, secret) = await AddSecretAsync(id);
        using var key = new ConnectorKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), Now.AddDays(-1), Now.AddDays(10));
        var other = await RegisterAsync();
        await AddKeyAsync(other, key);
        var replies = new List<string>();
        foreach (var (client, guess) in new[] { (id, "x"), (other, "x"), (other, Convert.ToBase64String(new byte[32])), (Guid.NewGuid().ToString(), secret), ("' OR 1=1", secret), (other, secret) })
            replies.Add(JsonNode.Parse((await SecretAsync(client, guess)).Body)!["error_description"]!.GetValue<string>().Split('\r')[0]);
        Assert.Single(replies.Distinct());
        Assert.Contains("KW2760", replies[0], StringComparison.Ordinal);
        for (var guess = 0; guess < 20; guess++)
            await SecretAsync(id, $"guess{guess}");
        (await SecretAsync(id, secret)).IsRefusal("KW2007", HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task An_application_signs_in_by_the_key_of_its_certificate()
    {
        var id = await RegisterAsync();
        foreach (var algorithm in new AsymmetricAlgorithm[] { ECDsa.Create(ECCurve.NamedCurves.nistP256), RSA.Create(2048) })
        {
            using var key = new ConnectorKey(algorithm, Now.AddDays(-1), Now.AddDays(10));
            await AddKeyAsync(id, key);
            var claims = Claims(id);
            var assertion = key.Sign(claims);
            (await AssertAsync(assertion)).As(ContractsJson.Default.TokenResponse);
            (await AssertAsync(assertion)).IsRefusal("KW2044");
            (await AssertAsync(key.Sign(Claims(id) with { Audience = "https://elsewhere.example/token" }))).IsRefusal("KW2043");
            (await AssertAsync(key.Sign(Claims(id)), Resources.Provisioning)).IsRefusal("KW2140");
        }

        using var weak = new ConnectorKey(RSA.Create(1024), Now.AddDays(-1), Now.AddDays(10));
        foreach (var text in new[] { Convert.ToBase64String(weak.Der), "x", "", Convert.ToBase64String(new byte[100]) })
            (await SendAsync("POST", $"{Applications}/{id}/addKey", $$"""{"key":"{{text}}"}""")).IsRefusal("KW2765", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task O01_an_assertion_without_a_signature_of_a_registered_key_is_refused_whatever_its_header_says()
    {
        var id = await RegisterAsync();
        var other = await RegisterAsync();
        using var key = new ConnectorKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), Now.AddDays(-1), Now.AddDays(10));
        using var thief = new ConnectorKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), Now.AddDays(-1), Now.AddDays(10));
        await AddKeyAsync(id, key);
        await AddKeyAsync(other, thief);
        var payload = JsonSerializer.SerializeToUtf8Bytes(Claims(id), ContractsJson.Default.ClientAssertionClaims);
        var text = Encoding.UTF8.GetString(payload);
        foreach (var attempt in new[]
        {
            CompactJws.Unsigned(payload), CompactJws.SignHs256(new JoseHeader("HS256", "JWT"), payload, key.PublicKey), CompactJws.SignHs256(new JoseHeader("HS256", "JWT"), payload, key.Der),
            thief.Sign(Claims(id)), thief.Sign(Claims(id) with { Issuer = other }), thief.SignRaw("""{"alg":"ES256","typ":"JWT","jku":"https://thief.example/keys"}""", text),
            key.SignRaw("""{"alg":"RS256","typ":"JWT"}""", text), key.SignRaw("""{"alg":"ES256","typ":"at+jwt"}""", text), key.SignRaw("""{"alg":"none","alg":"ES256"}""", text),
            key.Sign(Claims(id))[..^4] + "AAAA", "..", "x",
        })
        {
            (await AssertAsync(attempt)).IsRefusal("KW2760", HttpStatusCode.Unauthorized);
            _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(4));
        }
    }

    [Fact]
    public async Task O06_an_application_approves_nothing_itself_least_of_all()
    {
        var (id, token) = await MightyAsync();
        foreach (var (method, path, body) in new[]
        {
            ("POST", Applications, """{"displayName":"child"}"""), ("PATCH", $"{Applications}/{id}", """{"displayName":"other"}"""),
            ("POST", $"{Applications}/{id}/permissions", """{"permission":"UserAuthenticationMethod.ReadWrite.Administrators"}"""), ("POST", $"{Applications}/{id}/addPassword", "{}"),
            ("POST", "/v1.0/roleManagement/directory/roleAssignments", """{"principalId":"00000000-0000-0000-0000-000000000001","roleDefinitionId":"62e90394-69f5-4237-9190-012177145e10","directoryScopeId":"/"}"""),
            ("POST", "/v1.0/connectors", """{"displayName":"x","domainDnsName":"d.test"}"""),
        })
        {
            (await SendAsync(method, path, body, token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        }

        // Nor does its name in a form change what a person's sign-in is, nor does it get less or other than it holds.
        var (_, secret) = await AddSecretAsync(id);
        (await SecretAsync(id, secret, ("scope", "urn:keyway:graph/User.Read.All"))).IsRefusal("KW2762");
        (await SecretAsync(id, secret, ("scope", "urn:keyway:graph/.default urn:keyway:provisioning/.default"))).IsRefusal("KW2762");
        (await SecretAsync(id, secret, ("scope", "urn:keyway:provisioning/.default"))).IsRefusal("KW2140");
        (await SecretAsync(id, secret, ("scope", "https://elsewhere.example/.default"))).IsRefusal("KW2308");
    }

    [Fact]
    public async Task O06_an_application_reaches_administrators_only_by_the_permission_that_says_so()
    {
        var (id, token) = await MightyAsync();
        var administrator = (await _organisation.PersonAsync("root", Role.Reader)).Id;
        var person = (await _organisation.PersonAsync("plain")).Id;
        var passes = "/authentication/temporaryAccessPassMethods";
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("POST", $"/v1.0/users/{person}{passes}", """{"isUsableOnce":true}""", token)).Status);
        foreach (var (method, path, body) in new[]
        {
            ("POST", $"/v1.0/users/{administrator}{passes}", """{"isUsableOnce":true}"""), ("GET", $"/v1.0/users/{administrator}/authentication/fido2Methods", null),
            ("PATCH", $"/v1.0/users/{administrator}", """{"accountEnabled":false}"""), ("DELETE", $"/v1.0/users/{administrator}", null),
        })
        {
            (await SendAsync(method, path, body, token)).IsRefusal("KW2769", HttpStatusCode.Forbidden);
        }

        await SendAsync("POST", $"{Applications}/{id}/permissions", """{"permission":"UserAuthenticationMethod.ReadWrite.Administrators"}""");
        var (_, secret) = await AddSecretAsync(id);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("POST", $"/v1.0/users/{administrator}{passes}", """{"isUsableOnce":true}""", await TokenAsync(id, secret))).Status);
        Assert.Contains(id, Read("SELECT ActorId FROM AuditEvent WHERE Activity = 'temporary-access-pass-issued' AND TargetId = @p0", administrator.ToString()));
    }

    [Theory]
    [InlineData("POST", "", """{"displayName":"x","permissions":["User.Read.All"]}""", "KW2770")]
    [InlineData("POST", "", """{"displayName":"x","id":"00000000-0000-0000-0000-000000000001"}""", "KW2770")]
    [InlineData("POST", "", """{"displayName":"x","passwordCredentials":[]}""", "KW2770")]
    [InlineData("POST", "", """{"displayName":""}""", "KW2764")]
    [InlineData("POST", "", "{}", "KW2764")]
    [InlineData("POST", "/permissions", """{"permission":"GlobalAdministrator"}""", "KW2767")]
    [InlineData("POST", "/permissions", """{"permission":"user.read.all"}""", "KW2767")]
    [InlineData("POST", "/permissions", """{"permission":"User.Read"}""", "KW2767")]
    [InlineData("POST", "/permissions", """{"permission":"Application.ReadWrite.All"}""", "KW2767")]
    [InlineData("POST", "/addPassword", """{"passwordCredential":{"secretText":"chosen"}}""", "KW2770")]
    [InlineData("POST", "/removePassword", """{"keyId":"00000000-0000-0000-0000-000000000001"}""", "KW2766")]
    public async Task O06_members_that_cannot_be_set_are_refused(string method, string path, string body, string code)
    {
        var id = await RegisterAsync();
        (await SendAsync(method, path.Length == 0 ? Applications : $"{Applications}/{id}{path}", body)).IsRefusal(code);
    }

    [Fact]
    public async Task A_person_can_ask_for_a_token_that_is_limited()
    {
        var nonce = await Client.NonceAsync();
        var form = new List<(string, string)>
        {
            ("grant_type", GrantTypes.SecurityKey), ("assertion", JsonSerializer.Serialize(_organisation.AdministratorKey.Sign(nonce), ContractsJson.Default.SecurityKeyAssertion)),
            ("request_nonce", nonce), ("scope", "openid urn:keyway:graph/Device.Read.All urn:keyway:graph/User.Read"),
        };
        var token = (await PostFormAsync([.. form])).As(ContractsJson.Default.TokenResponse).AccessToken;
        Assert.Equal("User.Read Device.Read.All", JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))!["scp"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("/v1.0/devices", token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("/v1.0/me", token)).Status);
        foreach (var path in new[] { "/v1.0/users", Applications, Client.Keys, Client.Policy, "/v1.0/connectors" })
            (await Client.GetAsync(path, token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        Assert.Equal("user_impersonation", JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(_administrator.Split('.')[1]))!["scp"]!.GetValue<string>());
    }

    // All permissions but the one over administrators.
    private async Task<(string Id, string Token)> MightyAsync()
    {
        var id = await RegisterAsync();
        foreach (var permission in Permissions.OfApplications.Where(permission => permission != Permission.UserAuthenticationMethodReadWriteAdministrators))
            Assert.Equal(HttpStatusCode.Created, (await SendAsync("POST", $"{Applications}/{id}/permissions", $$"""{"permission":"{{permission.Name()}}"}""")).Status);
        var (_, secret) = await AddSecretAsync(id);
        return (id, await TokenAsync(id, secret));
    }

    private async Task<string> RegisterAsync() => JsonNode.Parse(Created(await SendAsync("POST", Applications, """{"displayName":"Inventory"}""")))!["id"]!.GetValue<string>();

    private async Task<(string KeyId, string Secret)> AddSecretAsync(string id, DateTimeOffset? end = null)
    {
        var reply = await SendAsync("POST", $"{Applications}/{id}/addPassword", end is null ? "{}" : $$$"""{"passwordCredential":{"displayName":"short","endDateTime":"{{{end:O}}}"}}""");
        var made = JsonNode.Parse(Created(reply))!;
        return (made["keyId"]!.GetValue<string>(), made["secretText"]!.GetValue<string>());
    }

    private async Task AddKeyAsync(string id, ConnectorKey key) => Created(await SendAsync("POST", $"{Applications}/{id}/addKey", $$"""{"key":"{{Convert.ToBase64String(key.Der)}}"}"""));

    private async Task<string> TokenAsync(string id, string secret) => (await SecretAsync(id, secret)).As(ContractsJson.Default.TokenResponse).AccessToken;

    private Task<Reply> SecretAsync(string id, string secret, params (string Name, string Value)[] more) => PostFormAsync(
        [("grant_type", GrantTypes.ClientCredentials), ("client_id", id), ("client_secret", secret), .. more.Length == 0 ? [("scope", "urn:keyway:graph/.default")] : more]);

    private Task<Reply> AssertAsync(string assertion, string resource = Resources.Graph) => PostFormAsync(
        ("grant_type", GrantTypes.ClientCredentials), ("client_assertion", assertion), ("client_assertion_type", ClientAssertionTypes.JwtBearer), ("scope", resource + "/.default"));

    private Task<Reply> PostFormAsync(params (string Name, string Value)[] form) =>
        Client.SendAsync(HttpMethod.Post, TokenPath, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private Task<Reply> SendAsync(string method, string path, string? body = null, string? token = null) =>
        Client.SendAsync(new HttpMethod(method), path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), token ?? _administrator);

    private ClientAssertionClaims Claims(string id) => new(id, id, Origin + TokenPath, Now.AddMinutes(5).ToUnixTimeSeconds(), Guid.NewGuid().ToString());

    private List<string> Read(string sql, string id) => _organisation.Server.Get<Store>().Read(session => session.All(sql, row => row.GetString(0), id));

    private static string Created(Reply reply)
    {
        Assert.True((int)reply.Status is 200 or 201, $"{reply.Status} {reply.Body}");
        return reply.Body;
    }
}
