using Keyway.Errors;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;

namespace Keyway.Server.Portal.Shared;

/// <summary>A refusal that leaves nothing to correct on the page itself: a page of its own that says what happened and what to do.</summary>
internal sealed partial class RefusedResult(Refusal refusal) : IActionResult
{
    private const string View = "/Portal/Shared/Refused.cshtml";

    public Task ExecuteResultAsync(ActionContext context)
    {
        var services = context.HttpContext.RequestServices;
        var status = services.GetRequiredService<RefusalReplies>().Of(refusal.Error).Status;
        Log(context.HttpContext, refusal, status);
        return ViewReply<Refusal>.RenderAsync(context, View, refusal, status);
    }

    /// <summary>The same outside of a page's action: for an address without a page, or a fault.</summary>
    public static Task RenderAsync(HttpContext http, Refusal refusal, int status) =>
        ViewReply<Refusal>.RenderAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()), View, refusal, status);

    /// <summary>One line for a refusal that a page shows.</summary>
    public static void Log(HttpContext http, Refusal refusal, int status) => LogRefused(
        http.RequestServices.GetRequiredService<ILogger<RefusedResult>>(), refusal.Code, LogText.Of(http.Request.Method), LogText.OfPath(http.Request.Path), status,
        LogText.Of(refusal.ToString()), http.TraceIdentifier);

    [LoggerMessage(LogLevel.Information, "{Code} refused {Method} {Path} with {Status}: {Reason} (trace {Trace})")]
    private static partial void LogRefused(ILogger log, string code, string method, string path, int status, string reason, string trace);
}
