using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Web;

/// <summary>Bad input: recorded good requests, broken in every way a seed can think of, end in a numbered refusal and never in a fault.</summary>
public sealed class MutatedRequestTests : IAsyncLifetime
{
    private const int Rounds = 150;

    private Organisation _organisation = null!;
    private TestSecurityKey _key = null!;
    private TestDevice _device = null!;
    private string _token = "";

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _key = await _organisation.KeyAsync(await _organisation.PersonAsync());
        _device = await _organisation.DeviceAsync(_key);
        _token = await _organisation.AdministratorTokenAsync();
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task Broken_token_requests_are_refused()
    {
        var nonce = await Client.NonceAsync();
        var assertion = _key.Sign(nonce);
        var seeds = new[]
        {
            Form(("grant_type", GrantTypes.JwtBearer), ("request", _device.Sign(TestDevice.Claims(nonce, assertion)))),
            Form(("grant_type", GrantTypes.SecurityKey), ("assertion", JsonSerializer.Serialize(assertion, ContractsJson.Default.SecurityKeyAssertion)), ("request_nonce", nonce), ("resource", Resources.Graph)),
            Form(("grant_type", GrantTypes.ClientCredentials), ("client_id", Guid.NewGuid().ToString()), ("client_secret", "secret"), ("resource", Resources.Provisioning)),
        };
        foreach (var seed in seeds)
            await BreakAsync(HttpMethod.Post, "/common/oauth2/token", Encoding.ASCII.GetBytes(seed), null);
    }

    /// <summary>The device signs what a broken client made: everything behind the signature is reached.</summary>
    [Fact]
    public async Task Broken_claims_under_a_good_signature_are_refused()
    {
        var nonce = await Client.NonceAsync();
        var claims = JsonSerializer.SerializeToUtf8Bytes(TestDevice.Claims(nonce, _key.Sign(nonce)), ContractsJson.Default.PrtRequestClaims);
        var random = new Random(20261122);
        var header = new Keyway.Contracts.Jose.JoseHeader("RS256", X5c: JsonSerializer.SerializeToElement(Convert.ToBase64String(_device.Certificate)));
        for (var round = 0; round < Rounds; round++)
            NeverAFault(await Client.PrtAsync(Keyway.Contracts.Jose.CompactJws.SignRs256(header, Mutation.Of(claims, random), _device.Key)));
    }

    /// <summary>A key may sign anything: authenticator data and client data are broken before they are encoded.</summary>
    [Fact]
    public async Task Broken_parts_of_an_assertion_are_refused()
    {
        var random = new Random(7);
        for (var round = 0; round < Rounds; round++)
        {
            var nonce = await Client.NonceAsync();
            var assertion = _key.Sign(nonce);
            assertion = (round % 4) switch
            {
                0 => assertion with { AuthenticatorData = Break(assertion.AuthenticatorData) },
                1 => assertion with { ClientDataJson = Break(assertion.ClientDataJson) },
                2 => assertion with { Signature = Break(assertion.Signature) },
                _ => assertion with { UserHandle = Break(assertion.UserHandle!) },
            };
            NeverAFault(await Client.KeyAsync(nonce, assertion));
        }

        string Break(string text) => System.Buffers.Text.Base64Url.EncodeToString(Mutation.Of(System.Buffers.Text.Base64Url.DecodeFromChars(text), random));
    }

    [Fact]
    public async Task Broken_registrations_are_refused()
    {
        var options = (await Client.GetAsync(Client.Keys + "/creationOptions", _token)).As(ContractsJson.Default.CreationOptionsResponse);
        var registration = _organisation.NewKey().Register(options);
        await BreakAsync(HttpMethod.Post, Client.Keys, JsonSerializer.SerializeToUtf8Bytes(registration, ContractsJson.Default.SecurityKeyRegistration), _token);

        var random = new Random(11);
        var attestation = System.Buffers.Text.Base64Url.DecodeFromChars(registration.PublicKeyCredential.Response.AttestationObject);
        for (var round = 0; round < Rounds; round++)
        {
            var broken = registration with
            {
                PublicKeyCredential = registration.PublicKeyCredential with
                {
                    Response = registration.PublicKeyCredential.Response with { AttestationObject = System.Buffers.Text.Base64Url.EncodeToString(Mutation.Of(attestation, random)) },
                },
            };
            NeverAFault(await Client.PostAsync(Client.Keys, broken, ContractsJson.Default.SecurityKeyRegistration, _token));
        }
    }

    [Fact]
    public async Task Broken_administration_is_refused()
    {
        var policy = JsonSerializer.SerializeToUtf8Bytes(
            new SecurityKeyPolicy(State: "enabled", KeyRestrictions: new KeyRestrictions(false, "block", [Guid.NewGuid()]), IncludeTargets: [new PolicyTarget("group", "all_users")]),
            ContractsJson.Default.SecurityKeyPolicy);
        await BreakAsync(HttpMethod.Patch, Client.Policy, policy, _token);
        await BreakAsync(HttpMethod.Post, "/v1.0/connectors", """{"displayName":"sync","domainDnsName":"contoso.corp.com"}"""u8.ToArray(), _token);
        await BreakAsync(
            HttpMethod.Post, "/v1.0/users/admin@contoso.corp.com/authentication/temporaryAccessPassMethods",
            """{"startDateTime":"2026-11-22T10:00:00Z","lifetimeInMinutes":60,"isUsableOnce":true}"""u8.ToArray(), _token);
    }

    [Fact]
    public async Task A_tower_of_brackets_is_refused() => NeverAFault(await SendAsync(
        HttpMethod.Post, "/v1.0/connectors", Encoding.ASCII.GetBytes(new string('[', 60_000)), _token));

    [Theory]
    [InlineData("/v1.0/users/..%2f..%2f")]
    [InlineData("/v1.0/users/' OR 1=1 --")]
    [InlineData("/v1.0/users/%F0%9F%92%A9%ED%A0%80/authentication/fido2Methods")]
    [InlineData("/v1.0/devices/%0d%0aSet-Cookie:x")]
    public async Task A_hostile_path_is_refused(string path) => NeverAFault(await Client.GetAsync(path, _token));

    private async Task BreakAsync(HttpMethod method, string path, byte[] seed, string? token)
    {
        var random = new Random(seed.Length);
        for (var round = 0; round < Rounds; round++)
            NeverAFault(await SendAsync(method, path, Mutation.Of(seed, random), token));
    }

    private async Task<Reply> SendAsync(HttpMethod method, string path, byte[] body, string? token)
    {
        using var content = new ByteArrayContent(body);
        return await Client.SendAsync(method, path, content, token);
    }

    /// <summary>A damaged request may still be a good one; what it may not be is a fault, or a refusal without a number.</summary>
    private static void NeverAFault(Reply reply)
    {
        Assert.True((int)reply.Status < 500, $"{reply.Status}: {reply.Body}");
        if ((int)reply.Status >= 400)
            Assert.Matches("KW\\d{4}", reply.Body);
    }

    private static string Form(params (string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));
}
