using System.Globalization;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;
using Keyway.Server.Portal.Shared;

namespace Keyway.Server.Web;

/// <summary>A refused request: one log line with the detail, and a reply in the endpoint's own form without it. Endpoints return it: <c>return new RefusalReply(ErrorForm.Graph, refusal);</c></summary>
internal sealed partial class RefusalReply(ErrorForm form, Refusal refusal) : IResult
{
    public ErrorForm Form { get; } = form;

    public Refusal Refusal { get; } = refusal;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var reply = services.GetRequiredService<RefusalReplies>().Of(Refusal.Error);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        LogRefused(
            services.GetRequiredService<ILogger<RefusalReply>>(), Refusal.Code, LogText.Of(httpContext.Request.Method), LogText.OfPath(httpContext.Request.Path), reply.Status,
            LogText.Of(Refusal.ToString()), httpContext.TraceIdentifier);

        httpContext.Response.Headers.CacheControl = "no-store";
        if (reply.Status == StatusCodes.Status401Unauthorized)
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Form == ErrorForm.Page ? RefusedResult.RenderAsync(httpContext, Refusal, reply.Status) : Body(httpContext, reply, now).ExecuteAsync(httpContext);
    }

    private IResult Body(HttpContext http, RefusalOnTheWire reply, DateTimeOffset now)
    {
        var text = $"{Refusal.Error.Cause} {Refusal.Error.Remedy}";
        return Form switch
        {
            ErrorForm.OAuth => Results.Json(OAuth(http, reply, now), ContractsJson.Default.OAuthError, statusCode: reply.Status),
            ErrorForm.Graph => Results.Json(new GraphErrorResponse(new GraphError(Refusal.Code, text)), ContractsJson.Default.GraphErrorResponse, statusCode: reply.Status),
            ErrorForm.Scim => Results.Json(
                new ScimError([ScimSchemas.Error], reply.Status.ToString(CultureInfo.InvariantCulture), $"{text} ({Refusal.Code})"),
                ContractsJson.Default.ScimError, ScimSchemas.MediaType, reply.Status),
            _ => Results.Json(
                new DeviceJoinError(Refusal.Code, text, http.TraceIdentifier, now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), reply.JoinCode),
                ContractsJson.Default.DeviceJoinError, statusCode: reply.Status),
        };
    }

    private OAuthError OAuth(HttpContext http, RefusalOnTheWire reply, DateTimeOffset now)
    {
        var correlation = CorrelationId.Of(http);
        var timestamp = now.ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture);
        var description = $"AADSTS{reply.VendorNumber}: {Refusal.Error.Cause} {Refusal.Error.Remedy} ({Refusal.Code})\r\n"
            + $"Trace ID: {http.TraceIdentifier}\r\nCorrelation ID: {correlation}\r\nTimestamp: {timestamp}";
        return new OAuthError(reply.OAuthCode, description, [reply.VendorNumber], Refusal.Code, timestamp, http.TraceIdentifier, correlation);
    }

    [LoggerMessage(LogLevel.Information, "{Code} refused {Method} {Path} with {Status}: {Reason} (trace {Trace})")]
    private static partial void LogRefused(ILogger log, string code, string method, string path, int status, string reason, string trace);
}
