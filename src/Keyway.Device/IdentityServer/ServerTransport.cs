using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text.Json.Serialization.Metadata;
using Keyway.Errors;

namespace Keyway.Device.IdentityServer;

/// <summary>HTTPS to one origin of the identity server: nothing redirects, nothing is unbounded, and a network that fails is a numbered refusal.</summary>
internal sealed class ServerTransport : IDisposable
{
    private const int LargestReply = 256 * 1024;

    private readonly HttpClient _http;

    /// <param name="address">Where the server is.</param>
    /// <param name="trust">Who may certify it.</param>
    /// <param name="journey">Sent with each request, so that both logs tell of one journey.</param>
    /// <param name="patience">How long one answer may take.</param>
    public ServerTransport(ServerAddress address, ServerTrust trust, Guid journey, TimeSpan patience)
    {
        Address = address;
        var handler = new SocketsHttpHandler
        {
            // An endpoint that takes tokens never sends its client elsewhere.
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            UseCookies = false,
            SslOptions = { CertificateChainPolicy = trust.ChainPolicy() },
        };
        _http = new HttpClient(handler) { Timeout = patience, MaxResponseContentBufferSize = LargestReply };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Keyway-Device", "0.1"));
        _http.DefaultRequestHeaders.Add("client-request-id", journey.ToString());
        _http.DefaultRequestHeaders.Add("return-client-request-id", "true");
    }

    public ServerAddress Address { get; }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends a request and reads a successful answer as a <typeparamref name="T"/>.</summary>
    public async Task<Result<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        (await ExchangeAsync(request, cancellationToken)).TryGet(out var reply, out var refusal) ? reply.Read(type) : refusal;

    /// <summary>Sends a request; whatever the server answers is an answer.</summary>
    public async Task<Result<ServerReply>> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                using var response = await _http.SendAsync(request, cancellationToken);
                return new ServerReply((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers.Date);
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
