namespace Keyway.Server.Web;

/// <summary>Headers that every reply carries: nothing of ours is framed, sniffed, cached by accident, or reached without TLS again.</summary>
internal static class SecurityHeaders
{
    public static Task Middleware(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        // Not on localhost: a browser would hold it against every other program there.
        if (!http.Request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            headers.StrictTransportSecurity = "max-age=31536000";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        return next(http);
    }
}
