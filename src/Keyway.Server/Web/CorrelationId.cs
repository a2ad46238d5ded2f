namespace Keyway.Server.Web;

/// <summary>
/// Gives every request a trace id of our own and takes over the client's <c>client-request-id</c> when it is harmless; both go into the reply's
/// headers and into what is logged.
/// </summary>
internal static class CorrelationId
{
    private const string Header = "client-request-id";

    /// <summary>What the client sent, or the trace id.</summary>
    public static string Of(HttpContext http)
    {
        var sent = http.Request.Headers[Header];
        return sent.Count == 1 && sent[0] is { Length: > 0 and <= 64 } value && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
            ? value
            : http.TraceIdentifier;
    }

    /// <summary>First in the pipeline.</summary>
    public static Task Middleware(HttpContext http, RequestDelegate next)
    {
        http.TraceIdentifier = Guid.NewGuid().ToString("D");
        http.Response.Headers["x-ms-request-id"] = http.TraceIdentifier;
        http.Response.Headers[Header] = Of(http);
        return next(http);
    }
}
