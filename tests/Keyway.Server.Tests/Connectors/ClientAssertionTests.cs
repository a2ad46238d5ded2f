using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Connectors;

/// <summary>O07: connectors that sign in by certificate (RFC 7523), and those who try to pass for one.</summary>
public sealed class ClientAssertionTests : IAsyncLifetime
{
    private const string Origin = "https://localhost";

    private Organisation _organisation = null!;
    private ConnectorKey _key = null!;
    private ConnectorCredential _connector = null!;

    private Client Client => _organisation.Client;

    private DateTimeOffset Now => _organisation.Server.Clock.GetUtcNow();

    private string Tenant => _organisation.Server.Administrator.TenantId.ToString();

    private ClientAssertionClaims Claims => new(
        _connector.ClientId.ToString(), _connector.ClientId.ToString(), $"{Origin}/common/oauth2/token", Now.AddMinutes(5).ToUnixTimeSeconds(), Guid.NewGuid().ToString());

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _key = NewKey(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        _connector = (await RegisterAsync(Convert.ToBase64String(_key.Der))).As(ContractsJson.Default.ConnectorCredential);
    }

    public ValueTask DisposeAsync()
    {
        _key.Dispose();
        return _organisation.DisposeAsync();
    }

    [Fact]
    public async Task A_connector_with_a_certificate_gets_a_token_for_its_domain_and_no_secret_exists()
    {
        Assert.Null(_connector.ClientSecret);
        Assert.Equal(System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(_key.Der)), _connector.CertificateThumbprint);
        var token = (await AskAsync(_key.Sign(Claims))).As(ContractsJson.Default.TokenResponse).AccessToken;
        var caller = _organisation.Server.Get<AccessTokens>().Validate(token).Value;
        Assert.Equal(("contoso.corp.com", _connector.ClientId, "certificate"), (caller.Domain, caller.ClientId!.Value, caller.Methods.Single()));
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("/kerberosServers/contoso.corp.com", token)).Status);
        foreach (var secret in new[] { "", "x", Convert.ToBase64String(new byte[32]) })
        {
            var reply = await Client.TokenAsync(
                ("grant_type", GrantTypes.ClientCredentials), ("client_id", _connector.ClientId.ToString()), ("client_secret", secret), ("resource", Resources.Provisioning));
            reply.IsRefusal(secret.Length == 0 ? "KW2303" : "KW2140");
        }

        var list = await Client.GetAsync("/v1.0/connectors", await _organisation.AdministratorTokenAsync());
        Assert.Contains(_connector.CertificateThumbprint!, list.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P-256", "ES256")]
    [InlineData("P-384", "ES384")]
    [InlineData("RSA", "RS256")]
    [InlineData("RSA", "PS256")]
    public async Task Each_allowed_key_signs_with_its_algorithm(string kind, string algorithm)
    {
        using var key = NewKey(kind switch { "P-256" => ECDsa.Create(ECCurve.NamedCurves.nistP256), "P-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384), _ => RSA.Create(2048) });
        _connector = (await RegisterAsync(Convert.ToBase64String(key.Der))).As(ContractsJson.Default.ConnectorCredential);
        foreach (var audience in new[] { $"{Origin}/{Tenant}/oauth2/token", $"{Origin}/contoso.corp.com/oauth2/token", $"{Origin}/{Tenant}" })
            (await AskAsync(key.Sign(Claims with { Audience = audience }, algorithm))).As(ContractsJson.Default.TokenResponse);
    }

    [Fact]
    public async Task O01_an_assertion_without_a_signature_of_the_registered_key_is_refused_whatever_its_header_says()
    {
        using var thief = NewKey(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        using var rsaThief = NewKey(RSA.Create(2048));
        var payload = JsonSerializer.SerializeToUtf8Bytes(Claims, ContractsJson.Default.ClientAssertionClaims);
        var text = System.Text.Encoding.UTF8.GetString(payload);
        var jwk = System.Buffers.Text.Base64Url.EncodeToString(thief.PublicKey);
        var good = _key.Sign(Claims);
        string[] attempts =
        [
            CompactJws.Unsigned(payload),
            CompactJws.SignHs256(new JoseHeader("HS256", "JWT"), payload, _key.PublicKey),
            CompactJws.SignHs256(new JoseHeader("HS256", "JWT"), payload, _key.Der),
            CompactJws.SignHs256(new JoseHeader("HS256", "JWT"), payload, []),
            thief.Sign(Claims),
            rsaThief.Sign(Claims),
            rsaThief.Sign(Claims, "PS256"),
            thief.Sign(Claims, header: new JoseHeader("", "JWT", Kid: _connector.CertificateThumbprint, X5c: JsonSerializer.SerializeToElement(new[] { Convert.ToBase64String(_key.Der) }))),
            thief.Sign(Claims, header: new JoseHeader("", "JWT", X5c: JsonSerializer.SerializeToElement(new[] { Convert.ToBase64String(thief.Der) }))),
            thief.SignRaw($$"""{"alg":"ES256","typ":"JWT","kid":"../../dev/null","jku":"https://thief.example/keys","x5u":"https://thief.example/c","jwk":{"kty":"EC","x":"{{jwk}}"} }""", text),
            _key.SignRaw("""{"alg":"ES384","typ":"JWT"}""", text),
            _key.SignRaw("""{"alg":"RS256","typ":"JWT"}""", text),
            _key.SignRaw("""{"alg":"es256","typ":"JWT"}""", text),
            _key.SignRaw("""{"alg":"ES256","typ":"at+jwt"}""", text),
            _key.SignRaw("""{"alg":"ES256","crit":["exp"]}""", text),
            _key.SignRaw("""{"alg":"none","alg":"ES256"}""", text),
            good[..(good.LastIndexOf('.') + 1)],
            good[..^4] + "AAAA",
            "..", "a.b", "", new string('a', 40_000),
        ];
        foreach (var attempt in attempts)
        {
            var reply = await AskAsync(attempt);
            reply.IsRefusal(attempt.Length == 0 ? "KW2303" : "KW2140");
            // The guess throttle is another test's matter.
            _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(4));
        }

        (await AskAsync(_key.SignRaw("""{"alg":"ES256","kid":"whatever","jku":"https://thief.example"}""", text))).As(ContractsJson.Default.TokenResponse);
    }

    [Fact]
    public async Task O07_another_connectors_key_another_name_and_a_stranger_are_answered_alike()
    {
        using var otherKey = NewKey(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var other = (await RegisterAsync(Convert.ToBase64String(otherKey.Der))).As(ContractsJson.Default.ConnectorCredential);
        var bySecret = (await RegisterAsync(null)).As(ContractsJson.Default.ConnectorCredential);
        var stranger = Guid.NewGuid().ToString();
        foreach (var claims in new[]
        {
            Claims with { Issuer = other.ClientId.ToString(), Subject = other.ClientId.ToString() },
            Claims with { Issuer = other.ClientId.ToString() },
            Claims with { Subject = other.ClientId.ToString() },
            Claims with { Issuer = bySecret.ClientId.ToString(), Subject = bySecret.ClientId.ToString() },
            Claims with { Issuer = stranger, Subject = stranger },
            Claims with { Issuer = _connector.ClientId.ToString("N"), Subject = _connector.ClientId.ToString("N") },
        })
        {
            (await AskAsync(_key.Sign(claims))).IsRefusal("KW2140", HttpStatusCode.Unauthorized);
        }

        (await AskAsync(_key.Sign(Claims), clientId: other.ClientId.ToString())).IsRefusal("KW2140", HttpStatusCode.Unauthorized);
        (await AskAsync(_key.Sign(Claims), clientId: _connector.ClientId.ToString())).As(ContractsJson.Default.TokenResponse);
    }

    [Fact]
    public async Task O07_an_assertion_for_another_audience_is_refused()
    {
        foreach (var audience in new[]
        {
            "https://localhost.evil.example/common/oauth2/token", "https://localhost:444/common/oauth2/token", "http://localhost/common/oauth2/token", Origin, Origin + "/", $"{Origin}/common",
            $"{Origin}/fabrikam.test/oauth2/token", $"{Origin}/{Guid.NewGuid()}", $"{Origin}/{Guid.NewGuid()}/oauth2/token", $"{Origin}/common/oauth2/token/", "", _connector.ClientId.ToString(),
        })
        {
            (await AskAsync(_key.Sign(Claims with { Audience = audience }))).IsRefusal("KW2043", HttpStatusCode.Unauthorized);
        }

        var many = JsonSerializer.Serialize(Claims, ContractsJson.Default.ClientAssertionClaims).Replace($"\"{Origin}/common/oauth2/token\"", $"[\"{Origin}/common/oauth2/token\",\"https://other.example\"]", StringComparison.Ordinal);
        (await AskAsync(_key.SignRaw("""{"alg":"ES256"}""", many))).IsRefusal("KW2140");
    }

    [Fact]
    public async Task O07_an_assertion_that_is_over_too_long_or_not_yet_is_refused()
    {
        foreach (var (expires, notBefore, issued) in new (int, int?, int?)[] { (0, null, null), (-1, null, null), (661, null, null), (86_400, null, null), (300, 61, null), (300, null, 61), (300, null, -301) })
        {
            var claims = Claims with { ExpiresOn = Seconds(expires), NotBefore = notBefore is { } begin ? Seconds(begin) : null, IssuedOn = issued is { } made ? Seconds(made) : null };
            (await AskAsync(_key.Sign(claims))).IsRefusal("KW2043", HttpStatusCode.Unauthorized);
        }

        foreach (var claims in new[] { Claims with { TokenId = "" }, Claims with { TokenId = new string('x', 129) }, Claims with { ExpiresOn = long.MaxValue }, Claims with { ExpiresOn = long.MinValue }, Claims with { IssuedOn = long.MinValue }, Claims with { NotBefore = long.MaxValue } })
            (await AskAsync(_key.Sign(claims))).IsRefusal("KW2043");
        (await AskAsync(_key.Sign(Claims with { ExpiresOn = Seconds(600), NotBefore = Seconds(0), IssuedOn = Seconds(0) }))).As(ContractsJson.Default.TokenResponse);
    }

    [Fact]
    public async Task O07_an_assertion_counts_once_also_after_a_restart_and_after_the_sweeper()
    {
        var assertion = _key.Sign(Claims);
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AskAsync(assertion))));
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.OK), reply => reply.IsRefusal("KW2044", HttpStatusCode.Unauthorized));

        await _organisation.Server.RestartAsync();
        (await AskAsync(assertion)).IsRefusal("KW2044");
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(4.9));
        await _organisation.Server.SweepAsync();
        (await AskAsync(assertion)).IsRefusal("KW2044");
        _organisation.Server.Clock.Advance(TimeSpan.FromMinutes(10));
        await _organisation.Server.SweepAsync();
        Assert.Equal(0, _organisation.Server.Get<Keyway.Server.Storage.Store>().Read(session => session.First("SELECT COUNT(*) FROM SpentClientAssertion", row => row.GetInt32(0))));
        (await AskAsync(assertion)).IsRefusal("KW2043");
    }

    [Fact]
    public async Task O07_the_same_jti_of_two_connectors_is_two()
    {
        using var otherKey = NewKey(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var other = (await RegisterAsync(Convert.ToBase64String(otherKey.Der))).As(ContractsJson.Default.ConnectorCredential);
        var claims = Claims;
        (await AskAsync(_key.Sign(claims))).As(ContractsJson.Default.TokenResponse);
        (await AskAsync(otherKey.Sign(claims with { Issuer = other.ClientId.ToString(), Subject = other.ClientId.ToString() }))).As(ContractsJson.Default.TokenResponse);
    }

    [Fact]
    public async Task A_certificate_ends_with_its_date_and_with_its_connector()
    {
        using var key = new ConnectorKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), Now.AddDays(-1), Now.AddDays(1));
        _connector = (await RegisterAsync(Convert.ToBase64String(key.Der))).As(ContractsJson.Default.ConnectorCredential);
        (await AskAsync(key.Sign(Claims))).As(ContractsJson.Default.TokenResponse);
        _organisation.Server.Clock.Advance(TimeSpan.FromDays(1));
        (await AskAsync(key.Sign(Claims))).IsRefusal("KW2042", HttpStatusCode.Unauthorized);
        await Client.DeleteAsync($"/v1.0/connectors/{_connector.ClientId}", await _organisation.AdministratorTokenAsync());
        (await AskAsync(key.Sign(Claims))).IsRefusal("KW2140");
    }

    [Fact]
    public async Task Two_proofs_at_once_or_another_type_are_refused()
    {
        (string, string)[] form = [("grant_type", GrantTypes.ClientCredentials), ("resource", Resources.Provisioning), ("client_assertion", _key.Sign(Claims))];
        (await Client.TokenAsync(form)).IsRefusal("KW2303");
        (await Client.TokenAsync([.. form, ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer")])).IsRefusal("KW2303");
        (await Client.TokenAsync([.. form, ("client_assertion_type", ClientAssertionTypes.JwtBearer), ("client_secret", "x")])).IsRefusal("KW2303");
        (await Client.TokenAsync(("grant_type", GrantTypes.ClientCredentials), ("resource", Resources.Provisioning), ("client_assertion_type", ClientAssertionTypes.JwtBearer))).IsRefusal("KW2303");
        (await Client.TokenAsync([("grant_type", GrantTypes.ClientCredentials), ("resource", Resources.DeviceRegistration), ("client_assertion", _key.Sign(Claims)), ("client_assertion_type", ClientAssertionTypes.JwtBearer)])).IsRefusal("KW2308");
        // The Graph-shaped API is for applications, and a connector is none.
        (await Client.TokenAsync([("grant_type", GrantTypes.ClientCredentials), ("resource", Resources.Graph), ("client_assertion", _key.Sign(Claims)), ("client_assertion_type", ClientAssertionTypes.JwtBearer)])).IsRefusal("KW2760");
    }

    [Fact]
    public async Task O07_a_weak_or_foreign_key_is_not_registered()
    {
        using var weak = NewKey(RSA.Create(1024));
        using var p521 = NewKey(ECDsa.Create(ECCurve.NamedCurves.nistP521));
        using var brainpool = NewKey(ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1));
        using var over = new ConnectorKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), Now.AddDays(-2), Now.AddDays(-1));
        using var early = new ConnectorKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), Now.AddDays(1), Now.AddDays(2));
        string[] certificates =
        [
            Convert.ToBase64String(weak.Der), Convert.ToBase64String(p521.Der), Convert.ToBase64String(brainpool.Der), Convert.ToBase64String(over.Der), Convert.ToBase64String(early.Der),
            Convert.ToBase64String([.. _key.Der, 0]), Convert.ToBase64String([.. _key.Der, .. _key.Der]), Convert.ToBase64String(_key.Der.AsSpan(0, 100)),
            Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\n" + Convert.ToBase64String(_key.Der) + "\n-----END CERTIFICATE-----")),
            Convert.ToBase64String(_key.PublicKey), "", "not base64", new string('A', 50_000),
        ];
        foreach (var certificate in certificates)
            (await RegisterAsync(certificate)).IsRefusal("KW2041", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_mutated_assertion_or_certificate_is_refused_and_never_a_fault()
    {
        var random = new Random(7523);
        var seed = System.Text.Encoding.ASCII.GetBytes(_key.Sign(Claims));
        for (var round = 0; round < 150; round++)
        {
            var reply = await AskAsync(System.Text.Encoding.Latin1.GetString(Mutation.Of(seed, random)));
            Assert.True((int)reply.Status is 200 or 400 or 401, reply.Body);
            _organisation.Server.Clock.Advance(TimeSpan.FromSeconds(3));
        }

        for (var round = 0; round < 2000; round++)
            Keyway.Server.Connectors.ConnectorCertificate.Read(Convert.ToBase64String(Mutation.Of(_key.Der, random)), Now).TryGet(out _, out _);
    }

    private long Seconds(int fromNow) => Now.AddSeconds(fromNow).ToUnixTimeSeconds();

    private ConnectorKey NewKey(AsymmetricAlgorithm key) => new(key, Now.AddDays(-1), Now.AddYears(1));

    private async Task<Reply> RegisterAsync(string? certificate) => await Client.PostAsync(
        "/v1.0/connectors", new ConnectorRegistration("sync", "contoso.corp.com", certificate), ContractsJson.Default.ConnectorRegistration, await _organisation.AdministratorTokenAsync());

    private Task<Reply> AskAsync(string assertion, string? clientId = null)
    {
        List<(string, string)> form =
        [
            ("grant_type", GrantTypes.ClientCredentials), ("resource", Resources.Provisioning), ("client_assertion_type", ClientAssertionTypes.JwtBearer), ("client_assertion", assertion),
        ];
        if (clientId is not null)
            form.Add(("client_id", clientId));
        return Client.TokenAsync([.. form]);
    }
}
