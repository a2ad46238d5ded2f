using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Server.Devices;
using Keyway.Server.Tests.Provisioning;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.Tests.Devices;

/// <summary>What a device does with itself by a signature in a header, and what others try with such headers.</summary>
public sealed class DeviceCredentialTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private RunningServer Server => fixture.Server;

    private DeviceRegistry Registry => Server.Get<DeviceRegistry>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_device_deletes_itself_at_either_listener_and_the_answer_is_exactly_200(bool main)
    {
        using var device = await JoinedAsync();
        var path = device.Path;
        var credential = Sign(device, await NonceAsync(), HttpMethod.Delete, (main ? Server.Options.Origin : DeviceOrigin) + path);

        Assert.Equal((HttpStatusCode.OK, ""), await SendAsync(HttpMethod.Delete, path + "?api-version=1.0", [credential], main ? Server.Http : Server.DeviceHttp));

        Assert.Null(Server.Get<DeviceService>().Find(device.Id));
        AssertRefused(await DeleteAsync(device, credential), HttpStatusCode.BadRequest, "KW2200");
    }

    [Fact]
    public async Task A_device_renews_its_certificate_whichever_form_x5c_has()
    {
        using var device = await JoinedAsync();
        foreach (var x5c in new[] { X5c(device.Certificate), JsonSerializer.SerializeToElement(Convert.ToBase64String(device.Certificate)) })
            Assert.Equal(HttpStatusCode.OK, (await RenewAsync(device, Sign(device, await NonceAsync(), HttpMethod.Post, RenewalOf(device), x5c: x5c))).Status);
    }

    [Fact]
    public async Task D03_a_credential_counts_once()
    {
        using var device = await JoinedAsync();
        var credential = Sign(device, await NonceAsync(), HttpMethod.Post, RenewalOf(device));
        Assert.Equal(HttpStatusCode.OK, (await RenewAsync(device, credential)).Status);
        AssertRefused(await RenewAsync(device, credential), HttpStatusCode.BadRequest, "KW2302");
    }

    [Fact]
    public async Task D03_of_many_at_once_a_credential_counts_once()
    {
        using var device = await JoinedAsync();
        var credential = Sign(device, await NonceAsync(), HttpMethod.Post, RenewalOf(device));
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => RenewAsync(device, credential)));
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.Equal(11, replies.Count(reply => reply.Text.Contains("KW2302", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task D03_a_nonce_must_be_fresh_and_of_this_server_and_for_this_purpose()
    {
        using var device = await JoinedAsync();
        await using var elsewhere = await RunningServer.StartAsync();
        var old = await NonceAsync();
        foreach (var foreign in new[] { elsewhere.Get<ServerNonces>().Issue(NoncePurpose.SignIn), Server.Get<ServerNonces>().Issue(NoncePurpose.DeviceRegistration), "", "AwABAAAA", old + "A" })
            AssertRefused(await DeleteAsync(device, Sign(device, foreign, HttpMethod.Delete, AddressOf(device))), HttpStatusCode.BadRequest, "KW2300");
        Server.Clock.Advance(TimeSpan.FromMinutes(6));
        AssertRefused(await DeleteAsync(device, Sign(device, old, HttpMethod.Delete, AddressOf(device))), HttpStatusCode.BadRequest, "KW2301");
        AssertStands(device);
    }

    [Fact]
    public async Task D03_a_credential_is_for_one_method_and_address_only()
    {
        using var device = await JoinedAsync();
        var here = AddressOf(device);
        (HttpMethod Method, string? Audience)[] others =
        [
            (HttpMethod.Post, here), (new HttpMethod("delete"), here), (HttpMethod.Delete, here + "/renew"), (HttpMethod.Delete, here + "?api-version=1.0"), (HttpMethod.Delete, null),
            (HttpMethod.Delete, "https://login.fabrikam.com" + device.Path), (HttpMethod.Delete, Server.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) + device.Path),
            (HttpMethod.Delete, DeviceOrigin + device.Path), (HttpMethod.Delete, device.Path), (HttpMethod.Delete, here.ToUpperInvariant()),
        ];
        foreach (var (method, audience) in others)
            AssertRefused(await DeleteAsync(device, Sign(device, await NonceAsync(), method, audience)), HttpStatusCode.BadRequest, "KW2236");
        AssertStands(device);
    }

    [Fact]
    public async Task D03_what_a_Host_header_says_makes_no_credential_good()
    {
        using var device = await JoinedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Delete, device.Path) { Headers = { Host = "localhost:9999" } };
        request.Headers.Add(DeviceCredentialClaims.HeaderName, Sign(device, await NonceAsync(), HttpMethod.Delete, "https://localhost:9999" + device.Path));
        using var reply = await Server.Http.SendAsync(request, Cancellation);
        AssertRefused((reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancellation)), HttpStatusCode.BadRequest, "KW2236");
    }

    [Fact]
    public async Task D03_another_key_than_the_certificates_signs_nothing()
    {
        using var device = await JoinedAsync();
        using var other = await JoinedAsync();
        AssertRefused(await DeleteAsync(device, Sign(device, await NonceAsync(), HttpMethod.Delete, AddressOf(device), key: other.Keys.DeviceKey)), HttpStatusCode.BadRequest, "KW2305");
        AssertRefused(await DeleteAsync(device, Sign(device, await NonceAsync(), HttpMethod.Delete, AddressOf(device), key: device.Keys.TransportKey)), HttpStatusCode.BadRequest, "KW2305");
        AssertRefused(await DeleteAsync(device, Sign(other, await NonceAsync(), HttpMethod.Delete, AddressOf(device))), HttpStatusCode.Forbidden, "KW2232");
        AssertStands(device);
    }

    [Fact]
    public async Task D03_no_other_algorithm_is_taken()
    {
        using var device = await JoinedAsync();
        var payload = Payload(await NonceAsync(), HttpMethod.Delete, AddressOf(device));
        var header = new JoseHeader("none", "JWT", X5c: X5c(device.Certificate));
        var input = Encode(JsonSerializer.SerializeToUtf8Bytes(header, ContractsJson.Default.JoseHeader)) + "." + Encode(payload);
        AssertRefused(await DeleteAsync(device, input + "."), HttpStatusCode.BadRequest, "KW2305");
        foreach (var secret in new[] { device.Certificate, device.Keys.DeviceKey.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(device.Keys.DeviceKey.ExportSubjectPublicKeyInfoPem()) })
            AssertRefused(await DeleteAsync(device, CompactJws.SignHs256(header, payload, secret)), HttpStatusCode.BadRequest, "KW2305");
        AssertRefused(await DeleteAsync(device, CompactJws.SignPs256(header, payload, device.Keys.DeviceKey)), HttpStatusCode.BadRequest, "KW2305");
        AssertStands(device);
    }

    [Fact]
    public async Task D03_a_certificate_of_ones_own_making_is_a_strangers()
    {
        using var device = await JoinedAsync();
        using var key = RSA.Create(2048);
        using var selfMade = new CertificateRequest($"CN={device.Id:D}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        AssertRefused(await DeleteAsync(device, Sign(device, await NonceAsync(), HttpMethod.Delete, AddressOf(device), key, X5c(selfMade.RawData))), HttpStatusCode.BadRequest, "KW2200");
        AssertRefused(await DeleteAsync(device, Sign(device, await NonceAsync(), HttpMethod.Delete, AddressOf(device), x5c: X5c(device.Certificate, selfMade.RawData))), HttpStatusCode.BadRequest, "KW2304");
        AssertRefused(await DeleteAsync(device, Sign(device, await NonceAsync(), HttpMethod.Delete, AddressOf(device), x5c: JsonSerializer.SerializeToElement(7))), HttpStatusCode.BadRequest, "KW2304");
        AssertStands(device);
    }

    [Fact]
    public async Task D04_a_disabled_and_a_deleted_device_do_nothing()
    {
        using var device = await JoinedAsync();
        await Server.Get<DeviceService>().SetEnabledAsync(device.Id, enabled: false, null, Cancellation);
        AssertRefused(await DeleteAsync(device, Sign(device, await NonceAsync(), HttpMethod.Delete, AddressOf(device))), HttpStatusCode.BadRequest, "KW2201");
        AssertRefused(await RenewAsync(device, Sign(device, await NonceAsync(), HttpMethod.Post, RenewalOf(device))), HttpStatusCode.BadRequest, "KW2201");
        await Server.Get<DeviceService>().DeleteAsync(device.Id, null, Cancellation);
        AssertRefused(await RenewAsync(device, Sign(device, await NonceAsync(), HttpMethod.Post, RenewalOf(device))), HttpStatusCode.BadRequest, "KW2200");
    }

    [Fact]
    public async Task D03_a_credential_beside_another_certificate_in_the_handshake_is_refused()
    {
        using var device = await JoinedAsync();
        using var other = await JoinedAsync();
        var audience = DeviceOrigin + device.Path;
        using (var http = Server.Showing(other.Shown))
            AssertRefused(await SendAsync(HttpMethod.Delete, device.Path, [Sign(device, await NonceAsync(), HttpMethod.Delete, audience)], http), HttpStatusCode.BadRequest, "KW2237");
        AssertStands(device);
        using var same = Server.Showing(device.Shown);
        // A certificate in the handshake does not heal a credential that is not good.
        AssertRefused(await SendAsync(HttpMethod.Delete, device.Path, [Sign(device, await NonceAsync(), HttpMethod.Post, audience)], same), HttpStatusCode.BadRequest, "KW2236");
        AssertRefused(await SendAsync(HttpMethod.Delete, device.Path, [""], same), HttpStatusCode.BadRequest, "KW1600");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Delete, device.Path, [Sign(device, await NonceAsync(), HttpMethod.Delete, audience)], same)).Status);
    }

    [Fact]
    public async Task D03_other_claims_and_other_sizes_are_refused()
    {
        using var device = await JoinedAsync();
        foreach (var (name, value) in new (string, JsonNode?)[] { ("grant_type", "refresh_token"), ("grant_type", null), ("iss", "aad:other"), ("iss", null), ("request_nonce", null), ("aud", new JsonArray(AddressOf(device))) })
        {
            var payload = JsonNode.Parse(Payload(await NonceAsync(), HttpMethod.Delete, AddressOf(device)))!.AsObject();
            payload.Remove(name);
            if (value is not null)
                payload[name] = value;
            AssertRefused(await DeleteAsync(device, Sign(device, Encoding.UTF8.GetBytes(payload.ToJsonString()))), HttpStatusCode.BadRequest, "KW2235");
        }

        var good = Sign(device, await NonceAsync(), HttpMethod.Delete, AddressOf(device));
        AssertRefused(await SendAsync(HttpMethod.Delete, device.Path, [good, good], Server.Http), HttpStatusCode.BadRequest, "KW1600");
        AssertRefused(await DeleteAsync(device, new string('A', 9000)), HttpStatusCode.BadRequest, "KW2235");
        AssertRefused(await DeleteAsync(device, "a.b"), HttpStatusCode.BadRequest, "KW1600");
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await DeleteAsync(device, new string('A', 20_000))).Status);
        AssertStands(device);
    }

    private string DeviceOrigin => Server.Get<Keyway.Server.Hosting.ServerOptions>().DeviceOrigin;

    private string AddressOf(OwnDevice device) => Server.Options.Origin + device.Path;

    private string RenewalOf(OwnDevice device) => AddressOf(device) + "/renew";

    private static JsonElement X5c(params byte[][] certificates) => JsonSerializer.SerializeToElement(certificates.Select(Convert.ToBase64String));

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[] Payload(string nonce, HttpMethod method, string? audience) => JsonSerializer.SerializeToUtf8Bytes(
        new DeviceCredentialClaims(GrantTypes.DeviceAuthentication, DeviceCredentialClaims.Broker, nonce, audience, method.Method), ContractsJson.Default.DeviceCredentialClaims);

    private static string Sign(OwnDevice device, string nonce, HttpMethod method, string? audience, RSA? key = null, JsonElement? x5c = null) => Sign(device, Payload(nonce, method, audience), key, x5c);

    private static string Sign(OwnDevice device, byte[] payload, RSA? key = null, JsonElement? x5c = null) =>
        CompactJws.SignRs256(new JoseHeader("RS256", "JWT", X5c: x5c ?? X5c(device.Certificate)), payload, key ?? device.Keys.DeviceKey);

    private static async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, string[] credentials, HttpClient http, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var credential in credentials)
            request.Headers.TryAddWithoutValidation(DeviceCredentialClaims.HeaderName, credential);
        using var reply = await http.SendAsync(request, Cancellation);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancellation));
    }

    private static void AssertRefused((HttpStatusCode Status, string Text) reply, HttpStatusCode status, string code) =>
        Assert.Equal((status, true), (reply.Status, reply.Text.Contains($"\"ErrorType\":\"{code}\"", StringComparison.Ordinal)));

    /// <summary>As a client gets it: from the token endpoint.</summary>
    private async Task<string> NonceAsync()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", GrantTypes.ServerChallenge)]);
        using var reply = await Server.Http.PostAsync(new Uri("/common/oauth2/token", UriKind.Relative), form, Cancellation);
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancellation))!["Nonce"]!.GetValue<string>();
    }

    private Task<(HttpStatusCode Status, string Text)> DeleteAsync(OwnDevice device, string credential) => SendAsync(HttpMethod.Delete, device.Path, [credential], Server.Http);

    private async Task<(HttpStatusCode Status, string Text)> RenewAsync(OwnDevice device, string credential)
    {
        var body = new DeviceRenewalRequest(new DeviceCertificateRequest("pkcs10", Convert.ToBase64String(device.Keys.SigningRequest())));
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, ContractsJson.Default.DeviceRenewalRequest));
        return await SendAsync(HttpMethod.Post, device.Path + "/renew", [credential], Server.Http, content);
    }

    private void AssertStands(OwnDevice device) => Assert.True(Registry.Authenticate(device.Certificate).Succeeded);

    private async Task<OwnDevice> JoinedAsync()
    {
        var computer = new JoiningComputer();
        var joined = await JoinTests.JoinAsync(await fixture.PersonAsync(Resources.DeviceRegistration), computer);
        return new OwnDevice(computer, Convert.FromBase64String(joined.Certificate.RawBody));
    }
}
