using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;
using Keyway.Errors;

namespace Keyway.Device.IdentityServer;

/// <summary>The identity server as this computer sees it: one method an endpoint, over TLS to an authority that was named beforehand.</summary>
internal sealed class IdentityServerClient : IDisposable
{
    /// <summary>The authority when the tenant is not known yet.</summary>
    public const string AnyTenant = "common";

    private const int LargestReply = 256 * 1024;
    private const int LongestNonce = 2048;

    private readonly HttpClient _http;

    /// <param name="address">Where the server is.</param>
    /// <param name="trust">Who may certify it.</param>
    /// <param name="journey">Sent with each request, so that both logs tell of one journey.</param>
    public IdentityServerClient(ServerAddress address, ServerTrust trust, Guid journey)
    {
        Address = address;
        _http = new HttpClient(new SocketsHttpHandler
        {
            // An endpoint that takes tokens never sends its client elsewhere.
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            UseCookies = false,
            SslOptions = { CertificateChainPolicy = trust.ChainPolicy() },
        })
        {
            Timeout = TimeSpan.FromSeconds(20),
            MaxResponseContentBufferSize = LargestReply,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Keyway-Device", "0.1"));
        _http.DefaultRequestHeaders.Add("client-request-id", journey.ToString());
        _http.DefaultRequestHeaders.Add("return-client-request-id", "true");
    }

    public ServerAddress Address { get; }

    public void Dispose() => _http.Dispose();

    /// <summary>What the server says of the tenant and of its relying party; one that is not this server's own is refused.</summary>
    public async Task<Result<TenantDiscovery>> DiscoverAsync(CancellationToken cancellationToken)
    {
        var reply = await SendAsync(new HttpRequestMessage(HttpMethod.Get, Address.At($"{AnyTenant}/Discover?api-version=1.9")), ContractsJson.Default.TenantDiscovery, cancellationToken);
        if (!reply.TryGet(out var discovery, out var refusal))
            return refusal;
        var service = discovery.KeywayService;
        return Address.CanSpeakFor(service.RelyingPartyId, service.Origin)
            ? discovery
            : new Refusal(Catalogue.Device.RelyingPartyForeign, $"{service.RelyingPartyId}, {service.Origin}");
    }

    /// <summary>Step <i>Nonce</i>: what the security key shall sign ([MS-OAPXBC] 3.1.5.1.1).</summary>
    public async Task<Result<string>> GetNonceAsync(string authority, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(TokenRequest(authority, [("grant_type", GrantTypes.ServerChallenge)]), ContractsJson.Default.NonceResponse, cancellationToken);
        if (!reply.TryGet(out var response, out var refusal))
            return refusal;
        var nonce = response.Nonce;
        return nonce.Length is >= 16 and <= LongestNonce && nonce.All(c => c is > ' ' and <= '~')
            ? nonce
            : new Refusal(Catalogue.Device.ServerReplyMalformed, "the nonce is not printable ASCII of 16 to 2048 characters");
    }

    /// <summary>An access token by a Temporary Access Pass.</summary>
    public Task<Result<string>> GetTokenAsync(string authority, string resource, string userName, string pass, CancellationToken cancellationToken) =>
        GetTokenAsync(authority, [("grant_type", GrantTypes.TemporaryAccessPass), ("client_id", ClientIds.Broker), ("resource", resource), ("username", userName), ("temporary_access_pass", pass)], cancellationToken);

    /// <summary>An access token by a security key.</summary>
    public Task<Result<string>> GetTokenAsync(string authority, string resource, string nonce, SecurityKeyAssertion assertion, CancellationToken cancellationToken) =>
        GetTokenAsync(authority, [("grant_type", GrantTypes.SecurityKey), ("client_id", ClientIds.Broker), ("resource", resource), ("request_nonce", nonce), ("assertion", System.Text.Json.JsonSerializer.Serialize(assertion, ContractsJson.Default.SecurityKeyAssertion))], cancellationToken);

    /// <summary>Step <i>PRT request</i> ([MS-OAPXBC] 3.1.5.1.2).</summary>
    /// <param name="signedRequest">A compact JWS by the device key.</param>
    public Task<Result<PrtResponse>> RequestPrtAsync(Guid tenant, string signedRequest, CancellationToken cancellationToken) =>
        SendAsync(
            TokenRequest(tenant.ToString(), [("grant_type", GrantTypes.JwtBearer), ("request", signedRequest), ("windows_api_version", "2.0"), ("client_info", "1"), ("tgt", "true")]),
            ContractsJson.Default.PrtResponse,
            cancellationToken);

    /// <summary>Joins this computer ([MS-DVRJ] 3.1.5.1).</summary>
    public Task<Result<DeviceJoinResponse>> JoinAsync(string token, DeviceJoinRequest request, CancellationToken cancellationToken) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, Address.At("EnrollmentServer/device/?api-version=2.0"))
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
                Content = JsonContent.Create(request, ContractsJson.Default.DeviceJoinRequest),
            },
            ContractsJson.Default.DeviceJoinResponse,
            cancellationToken);

    /// <summary>What a new security key is asked to make.</summary>
    public Task<Result<CreationOptionsResponse>> GetCreationOptionsAsync(string token, CancellationToken cancellationToken) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Get, Address.At("v1.0/me/authentication/fido2Methods/creationOptions")) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } },
            ContractsJson.Default.CreationOptionsResponse,
            cancellationToken);

    /// <summary>Registers the credential that a security key made.</summary>
    public Task<Result<SecurityKeyMethod>> RegisterAsync(string token, SecurityKeyRegistration registration, CancellationToken cancellationToken) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, Address.At("v1.0/me/authentication/fido2Methods"))
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
                Content = JsonContent.Create(registration, ContractsJson.Default.SecurityKeyRegistration),
            },
            ContractsJson.Default.SecurityKeyMethod,
            cancellationToken);

    private HttpRequestMessage TokenRequest(string authority, IReadOnlyList<(string Name, string Value)> fields) =>
        new(HttpMethod.Post, Address.At($"{authority}/oauth2/token"))
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };

    private async Task<Result<string>> GetTokenAsync(string authority, IReadOnlyList<(string Name, string Value)> fields, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(TokenRequest(authority, fields), ContractsJson.Default.TokenResponse, cancellationToken);
        if (!reply.TryGet(out var token, out var refusal))
            return refusal;
        return token.AccessToken.Length > 0 && token.AccessToken.All(c => c is > ' ' and <= '~')
            ? token.AccessToken
            : new Refusal(Catalogue.Device.ServerReplyMalformed, "the access token is not printable ASCII");
    }

    private async Task<Result<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using (request)
        {
            try
            {
                using var response = await _http.SendAsync(request, cancellationToken);
                return new ServerReply((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken)).Read(type);
            }
            catch (HttpRequestException failure)
            {
                return Explain(failure);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new Refusal(Catalogue.Device.ServerUnreachable, $"{Address}: no answer in time");
            }
        }
    }

    private Refusal Explain(HttpRequestException failure) => failure switch
    {
        { InnerException: AuthenticationException inner } => new Refusal(Catalogue.Device.ServerNotTrusted, $"{Address}: {inner.Message}"),
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError } =>
            new Refusal(Catalogue.Device.ServerReplyMalformed, $"{Address}: {failure.HttpRequestError}"),
        _ => new Refusal(Catalogue.Device.ServerUnreachable, $"{Address}: {(failure.InnerException ?? failure).Message}"),
    };
}
