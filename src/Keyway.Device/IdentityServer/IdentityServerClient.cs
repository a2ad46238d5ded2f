using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
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

    private const int LongestNonce = 2048;
    private const int LongestCode = 1024;
    private const int DeviceCodeSeconds = 3600;

    private readonly ServerTransport _transport;

    /// <param name="address">Where the server is.</param>
    /// <param name="trust">Who may certify it.</param>
    /// <param name="journey">Sent with each request, so that both logs tell of one journey.</param>
    /// <param name="patience">How long one answer may take; 20 seconds when left out.</param>
    public IdentityServerClient(ServerAddress address, ServerTrust trust, Guid journey, TimeSpan? patience = null) =>
        _transport = new ServerTransport(address, trust, journey, patience ?? TimeSpan.FromSeconds(20));

    public ServerAddress Address => _transport.Address;

    /// <summary>For requests that have a client of their own.</summary>
    public ServerTransport Transport => _transport;

    public void Dispose() => _transport.Dispose();

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

    /// <summary>Begins a sign-in that a person allows in a browser elsewhere (RFC 8628 3.1).</summary>
    public async Task<Result<DeviceAuthorization>> GetDeviceCodeAsync(string authority, string resource, CancellationToken cancellationToken)
    {
        var form = new FormUrlEncodedContent([KeyValuePair.Create("client_id", ClientIds.Broker), KeyValuePair.Create("resource", resource)]);
        var request = new HttpRequestMessage(HttpMethod.Post, Address.At($"{authority}/oauth2/devicecode")) { Content = form };
        if (!(await SendAsync(request, ContractsJson.Default.DeviceAuthorization, cancellationToken)).TryGet(out var begun, out var refusal))
            return refusal;
        return begun.DeviceCode.Length is > 0 and <= LongestCode && begun.UserCode.Length is > 0 and <= 64 && begun.ExpiresIn is > 0 and <= DeviceCodeSeconds && begun.Interval is >= 0 and <= 300
            && Uri.TryCreate(begun.VerificationUri, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps
                ? begun
                : new Refusal(Catalogue.Device.ServerReplyMalformed, "the device code");
    }

    /// <summary>Asks whether the person has allowed it (RFC 8628 3.4).</summary>
    /// <returns>The access token, or <see cref="Catalogue.Device.CodeNotUsedYet"/>, <see cref="Catalogue.Device.AskedTooOften"/>, <see cref="Catalogue.Device.CodeExpired"/>, <see cref="Catalogue.Device.CodeDenied"/>.</returns>
    public async Task<Result<string>> RedeemDeviceCodeAsync(string authority, string deviceCode, CancellationToken cancellationToken)
    {
        var request = TokenRequest(authority, [("grant_type", GrantTypes.DeviceCode), ("client_id", ClientIds.Broker), ("device_code", deviceCode)]);
        if (!(await _transport.ExchangeAsync(request, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.OAuthCode switch
        {
            "authorization_pending" => Catalogue.Device.CodeNotUsedYet,
            "slow_down" => Catalogue.Device.AskedTooOften,
            "expired_token" => Catalogue.Device.CodeExpired,
            "access_denied" or "authorization_declined" => Catalogue.Device.CodeDenied,
            _ => ReadToken(reply.Read(ContractsJson.Default.TokenResponse)),
        };
    }

    /// <summary>Step <i>PRT request</i> ([MS-OAPXBC] 3.1.5.1.2).</summary>
    /// <param name="signedRequest">A compact JWS by the device key.</param>
    public Task<Result<PrtResponse>> RequestPrtAsync(Guid tenant, string signedRequest, CancellationToken cancellationToken) =>
        SendAsync(
            TokenRequest(tenant.ToString(), [("grant_type", GrantTypes.JwtBearer), ("request", signedRequest), ("windows_api_version", "2.0"), ("client_info", "1"), ("tgt", "true")]),
            ContractsJson.Default.PrtResponse,
            cancellationToken);

    /// <summary>Asks what the domain shall be shown, so that a changed password counts at once.</summary>
    /// <param name="signedRequest">A compact JWS by the device key.</param>
    public Task<Result<PasswordQuestion>> AskAboutPasswordAsync(Guid tenant, string signedRequest, CancellationToken cancellationToken) =>
        SendAsync(
            TokenRequest(tenant.ToString(), [("grant_type", GrantTypes.RenewedPassword), ("request", signedRequest)]), ContractsJson.Default.PasswordQuestion, cancellationToken);

    /// <summary>Renews a primary refresh token ([MS-OAPXBC] 3.1.5.1.3).</summary>
    /// <param name="signedRequest">A compact JWS by the token's session key.</param>
    /// <returns>A compact JWE, sealed by the same key.</returns>
    public async Task<Result<string>> RenewPrtAsync(Guid tenant, string signedRequest, CancellationToken cancellationToken)
    {
        var request = TokenRequest(tenant.ToString(), [("grant_type", GrantTypes.JwtBearer), ("request", signedRequest), ("windows_api_version", "2.0"), ("client_info", "1"), ("tgt", "true")]);
        if (!(await _transport.ExchangeAsync(request, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        return reply.RefusalUnlessDone() is { } refused ? refused : Encoding.ASCII.GetString(reply.Body.Span);
    }

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

    /// <summary>Completes a hybrid join; no token: the computer proves the key whose certificate stands in its domain.</summary>
    /// <param name="computer">The objectGUID of the computer's account.</param>
    /// <returns>The answer, or <see cref="Catalogue.Device.SyncPending"/> while the server has not heard of the computer.</returns>
    public Task<Result<DeviceJoinResponse>> JoinAsync(Guid computer, HybridJoinRequest request, CancellationToken cancellationToken) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Put, Address.At($"EnrollmentServer/device/{computer:D}?api-version=2.0")) { Content = JsonContent.Create(request, ContractsJson.Default.HybridJoinRequest) },
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

    private async Task<Result<string>> GetTokenAsync(string authority, IReadOnlyList<(string Name, string Value)> fields, CancellationToken cancellationToken) =>
        ReadToken(await SendAsync(TokenRequest(authority, fields), ContractsJson.Default.TokenResponse, cancellationToken));

    private static Result<string> ReadToken(Result<TokenResponse> reply)
    {
        if (!reply.TryGet(out var token, out var refusal))
            return refusal;
        return token.AccessToken.Length > 0 && token.AccessToken.All(c => c is > ' ' and <= '~')
            ? token.AccessToken
            : new Refusal(Catalogue.Device.ServerReplyMalformed, "the access token is not printable ASCII");
    }

    private Task<Result<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _transport.SendAsync(request, type, cancellationToken);
}
