using System.Text;
using Keyway.Errors;
using Keyway.Server.Tenants;
using Keyway.Server.Web;

namespace Keyway.Server.Pages;

/// <summary>
/// A page with the headers that keep it ours: no script or style but our two files, none inline, in no frame, sending its forms nowhere else.
/// Referrer: our own forms must keep their Origin header, which <c>no-referrer</c> would turn into <c>null</c>; other sites learn nothing.
/// </summary>
internal sealed partial class PageReply(Page page, int status = StatusCodes.Status200OK, Refusal? refusal = null) : IResult
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A page that shows again what was typed, and why it was refused; one log line tells of it.</summary>
    public static PageReply Refused(HttpContext http, Page page, Refusal refusal) =>
        new(page, http.RequestServices.GetRequiredService<RefusalReplies>().Of(refusal.Error).Status, refusal);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        if (refusal is not null)
        {
            LogRefused(
                services.GetRequiredService<ILogger<PageReply>>(), refusal.Code, LogText.Of(httpContext.Request.Method), LogText.OfPath(httpContext.Request.Path), status,
                LogText.Of(refusal.ToString()), httpContext.TraceIdentifier);
        }

        var headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        var html = PageLayout.Of(page, services.GetRequiredService<Tenant>(), services.GetRequiredService<PageAssets>());
        return Results.Text(html.ToString(), "text/html; charset=utf-8", Encoding.UTF8, status).ExecuteAsync(httpContext);
    }

    [LoggerMessage(LogLevel.Information, "{Code} refused {Method} {Path} with {Status}: {Reason} (trace {Trace})")]
    private static partial void LogRefused(ILogger log, string code, string method, string path, int status, string reason, string trace);
}
