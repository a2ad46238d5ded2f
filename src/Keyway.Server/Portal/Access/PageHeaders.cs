using Microsoft.AspNetCore.Mvc.Filters;

namespace Keyway.Server.Portal.Access;

/// <summary>
/// What keeps a page ours: no script or style but our two files, none inline, in no frame, sending its forms nowhere else. Pictures are only such as stand in the page
/// itself. Referrer: our own forms must keep their Origin header, which <c>no-referrer</c> would turn into <c>null</c>; other sites learn nothing.
/// </summary>
internal sealed class PageHeaders : IAlwaysRunResultFilter
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    public void OnResultExecuting(ResultExecutingContext context) => Set(context.HttpContext);

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
