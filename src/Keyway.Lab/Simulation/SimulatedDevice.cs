using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;

namespace Keyway.Lab.Simulation;

/// <summary>A joined computer in memory, for load and for attacks: it speaks the protocol step by step and can be told to speak it wrongly.</summary>
public sealed class SimulatedDevice : IDisposable
{
    private readonly HttpClient _server;
    private readonly RSA _deviceKey = RSA.Create(2048);
    private string _certificate = string.Empty;

    public SimulatedDevice(HttpClient server)
    {
        _server = server;
    }

    /// <summary>Unwraps session keys.</summary>
    public RSA TransportKey { get; } = RSA.Create(2048);

    /// <summary>What the server says of itself.</summary>
    public static async Task<TenantDiscovery> DiscoverAsync(HttpClient server, CancellationToken cancellation) =>
        (await server.GetFromJsonAsync(new Uri("/common/Discover?api-version=1.9", UriKind.Relative), ContractsJson.Default.TenantDiscovery, cancellation))!;

    /// <summary>Trades a Temporary Access Pass for an access token.</summary>
    public static async Task<string> TokenByPassAsync(HttpClient server, string user, string pass, string resource, CancellationToken cancellation)
    {
        using var reply = await PostAsync(server, new()
        {
            ["grant_type"] = GrantTypes.TemporaryAccessPass,
            ["username"] = user,
            ["temporary_access_pass"] = pass,
            ["resource"] = resource,
        }, cancellation);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.TokenResponse, cancellation))!.AccessToken;
    }

    public async Task JoinAsync(string token, string domain, string name, CancellationToken cancellation)
    {
        var request = new CertificateRequest("CN=7E980AD9-B86D-4306-9425-9AC066FB014A", _deviceKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var body = new DeviceJoinRequest(
            new DeviceCertificateRequest("pkcs10", Convert.ToBase64String(request.CreateSigningRequest())),
            Convert.ToBase64String(RsaPublicKeyBlob.Write(TransportKey)), domain, "Linux", "12", name, 0);
        using var message = new HttpRequestMessage(HttpMethod.Post, "/EnrollmentServer/device/?api-version=2.0")
        {
            Content = JsonContent.Create(body, ContractsJson.Default.DeviceJoinRequest),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var reply = await _server.SendAsync(message, cancellation);
        reply.EnsureSuccessStatusCode();
        _certificate = (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.DeviceJoinResponse, cancellation))!.Certificate.RawBody;
    }

    /// <summary>Enrols in device management, as the device that it joined as.</summary>
    /// <param name="origin">The server's, as it is configured.</param>
    public async Task EnrolAsync(string origin, CancellationToken cancellation)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(_certificate));
        var path = $"/EnrollmentServer/management/{certificate.Subject["CN=".Length..]}/enrol";
        var claims = new DeviceCredentialClaims(GrantTypes.DeviceAuthentication, DeviceCredentialClaims.Broker, await NonceAsync(cancellation), origin + path, HttpMethod.Post.Method);
        var header = new JoseHeader("RS256", "JWT", X5c: JsonSerializer.SerializeToElement(new[] { _certificate }));
        using var message = new HttpRequestMessage(HttpMethod.Post, path);
        message.Headers.Add(DeviceCredentialClaims.HeaderName, CompactJws.SignRs256(header, JsonSerializer.SerializeToUtf8Bytes(claims, ContractsJson.Default.DeviceCredentialClaims), _deviceKey));
        using var reply = await _server.SendAsync(message, cancellation);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>Step 1, Nonce.</summary>
    public async Task<string> NonceAsync(CancellationToken cancellation)
    {
        using var reply = await PostAsync(_server, new() { ["grant_type"] = GrantTypes.ServerChallenge }, cancellation);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.NonceResponse, cancellation))!.Nonce;
    }

    /// <summary>Step 3, PRT request: the form's content. <paramref name="signer"/> stands for an attacker's own key under this device's certificate.</summary>
    public Dictionary<string, string> PrtRequest(string nonce, SecurityKeyAssertion assertion, RSA? signer = null)
    {
        var claims = new PrtRequestClaims(ClientIds.Broker, nonce, "openid aza ugs", GrantTypes.SecurityKey, assertion, Tgt: true);
        var header = new JoseHeader("RS256", "JWT", X5c: JsonSerializer.SerializeToElement(new[] { _certificate }));
        return new()
        {
            ["grant_type"] = GrantTypes.JwtBearer,
            ["request"] = CompactJws.SignRs256(header, JsonSerializer.SerializeToUtf8Bytes(claims, ContractsJson.Default.PrtRequestClaims), signer ?? _deviceKey),
            ["windows_api_version"] = "2.0",
            ["client_info"] = "1",
            ["tgt"] = "true",
        };
    }

    /// <summary>Steps 4 and 5, Verify and Issue, happen at the server; this sends a form and returns its answer.</summary>
    public Task<HttpResponseMessage> PostAsync(Dictionary<string, string> form, CancellationToken cancellation) => PostAsync(_server, form, cancellation);

    /// <summary>The ticket of a reply, opened: which proves session key, client key and AS-REP.</summary>
    public OnPremisesTicket Ticket(PrtResponse reply, out byte[] sessionKey, out byte[]? clientKey)
    {
        sessionKey = SessionKeyJwe.Unwrap(reply.SessionKeyJwe!, TransportKey).Value;
        var ticket = JsonSerializer.Deserialize(reply.TgtAd!, ContractsJson.Default.OnPremisesTicket)!;
        clientKey = ticket.ClientKey is null ? null : SessionKeyEnvelope.Open(sessionKey, ticket.ClientKey).Value;
        return ticket;
    }

    public void Dispose()
    {
        _deviceKey.Dispose();
        TransportKey.Dispose();
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient server, Dictionary<string, string> form, CancellationToken cancellation)
    {
        using var content = new FormUrlEncodedContent(form);
        return await server.PostAsync(new Uri("/common/oauth2/token", UriKind.Relative), content, cancellation);
    }
}
