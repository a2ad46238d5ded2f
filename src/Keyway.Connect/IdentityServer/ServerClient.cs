using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Sends requests to one identity server over TLS that is verified against the CA file and the host name.</summary>
internal sealed class ServerClient : IDisposable
{
    /// <summary>Bytes of the largest answer taken: a page of large groups stays below.</summary>
    public const int MaximumAnswer = 64 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    private ServerClient(HttpClient http, TimeProvider time)
    {
        _http = http;
        _time = time;
    }

    public static Result<ServerClient> Open(ServerAddress address, string? caFile, TimeProvider time)
    {
        if (!ServerTrust.Read(caFile).TryGet(out var trust, out var refusal))
            return refusal;

        var handler = new SocketsHttpHandler
        {
            // A redirect would carry what is meant for one server to another.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = trust,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            },
        };
        return new ServerClient(
            new HttpClient(handler) { BaseAddress = address.Uri, Timeout = TimeSpan.FromMinutes(2), MaxResponseContentBufferSize = MaximumAnswer },
            time);
    }

    /// <summary>
    /// The answer, whatever its status, unless no answer came. An idempotent request is sent again when the connection fails or the server is
    /// overloaded; any other is sent once, and a connection that breaks after it was sent is <c>KW4032</c>.
    /// </summary>
    public async Task<Result<ServerReply>> SendAsync(ServerCall call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (result, status, retryAfter) = await SendOnceAsync(call, cancellationToken);
            var mayRepeat = call.Idempotent && (status is not null || result.Refusal.Error == Catalogue.Connect.ServerUnreachable);
            var wait = mayRepeat ? RetryPolicy.WaitBeforeNext(attempt, status, retryAfter, RandomNumberGenerator.GetInt32(1001) / 1000.0) : null;
            if (wait is null)
                return result;
            await Task.Delay(wait.Value, _time, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(Result<ServerReply> Result, HttpStatusCode? Status, TimeSpan? RetryAfter)> SendOnceAsync(ServerCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(call.Accept));
        if (call.Bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Bearer);
        if (call.IfMatch is { } version)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        if (call.OnlyIfNew)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.BodyType);
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var reply = new ServerReply(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken)) { Date = response.Headers.Date };
            return (reply, reply.Status, WaitAskedFor(response.Headers.RetryAfter));
        }
        catch (HttpRequestException failure)
        {
            return (Explain(failure, call), null, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new Refusal(call.Idempotent ? Catalogue.Connect.ServerUnreachable : Catalogue.Connect.OutcomeUnknown, $"{call}: no answer in time"), null, null);
        }
    }

    private static Refusal Explain(HttpRequestException failure, ServerCall call)
    {
        var why = $"{call}: {(failure.InnerException ?? failure).Message}";
        return failure.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => new Refusal(Catalogue.Connect.ServerNotTrusted, why),
            HttpRequestError.ConfigurationLimitExceeded => new Refusal(Catalogue.Connect.ServerAnswerTooLarge, why),
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => new Refusal(Catalogue.Connect.ServerUnreachable, why),
            _ when call.Idempotent => new Refusal(Catalogue.Connect.ServerUnreachable, why),
            _ => new Refusal(Catalogue.Connect.OutcomeUnknown, why),
        };
    }

    private TimeSpan? WaitAskedFor(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };
}
