using System.Globalization;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Provisioning;

/// <summary>A refused SCIM request: one log line, and the error in SCIM's own words.</summary>
internal sealed partial class ScimRefusalReply(Refusal refusal) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var error = httpContext.RequestServices.GetRequiredService<ScimRefusals>().Of(refusal);
        LogRefused(
            httpContext.RequestServices.GetRequiredService<ILogger<ScimRefusalReply>>(), refusal.Code, httpContext.Request.Method, httpContext.Request.Path, error.Status,
            LogText.Of(refusal.ToString()), httpContext.TraceIdentifier);
        return Results.Json(error, ContractsJson.Default.ScimError, ScimSchemas.MediaType, int.Parse(error.Status, CultureInfo.InvariantCulture)).ExecuteAsync(httpContext);
    }

    [LoggerMessage(LogLevel.Information, "{Code} refused {Method} {Path} with {Status}: {Reason} (trace {Trace})")]
    private static partial void LogRefused(ILogger log, string code, string method, PathString path, string status, string reason, string trace);
}
