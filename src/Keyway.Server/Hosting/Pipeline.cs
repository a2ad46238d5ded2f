using Keyway.Errors;
using Keyway.Server.Web;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Hosting;

/// <summary>What every request passes before its endpoint, in this order: trace id, security headers, faults, what no endpoint answered, and what a listener does not show.</summary>
internal static partial class Pipeline
{
    public static void Use(WebApplication app)
    {
        app.Use(CorrelationId.Middleware);
        app.Use(SecurityHeaders.Middleware);
        app.Use(CatchFaults);
        app.UseStatusCodePages(context => ReplyToUnanswered(context.HttpContext));
        app.Use(DeviceListener.Middleware);
        app.UseRouting();
    }

    /// <summary>The form in which addresses without an endpoint, and faults, are answered.</summary>
    private static ErrorForm FormOf(HttpRequest request) => request.Path switch
    {
        var path when IsForPeople(path) => ErrorForm.Page,
        var path when path.StartsWithSegments("/scim") => ErrorForm.Scim,
        var path when path.StartsWithSegments("/EnrollmentServer") => ErrorForm.DeviceJoin,
        { Value: { } text } when text.Contains("/oauth2/", StringComparison.Ordinal) => ErrorForm.OAuth,
        // Whoever types an address into a browser asks for a page.
        _ when request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) => ErrorForm.Page,
        _ => ErrorForm.Graph,
    };

    private static bool IsForPeople(PathString path) =>
        path == "/" || path.StartsWithSegments("/sign-in") || path.StartsWithSegments("/sign-out") || path.StartsWithSegments("/welcome") || path.StartsWithSegments("/devicelogin")
        || path.StartsWithSegments("/security-info") || path.StartsWithSegments("/my-sign-ins") || path.StartsWithSegments("/admin");

    private static async Task CatchFaults(HttpContext http, RequestDelegate next)
    {
#pragma warning disable CA1031 // The outermost edge: whatever broke, the client gets a number and the log gets the rest.
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = 499;
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            Refusal refusal = failure switch
            {
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Catalogue.Accounts.BodyTooLarge,
                BadHttpRequestException => Catalogue.Accounts.BodyMalformed,
                SqliteException => Catalogue.Accounts.StoreUnavailable,
                ServerFaultException fault => fault.Refusal,
                _ => Catalogue.Accounts.Unexpected,
            };
            if (failure is not BadHttpRequestException)
                LogFault(http.RequestServices.GetRequiredService<ILogger<RefusalReply>>(), failure, refusal.Code, http.TraceIdentifier);
            http.Response.Clear();
            await CorrelationId.Middleware(http, _ => Task.CompletedTask);
            await SecurityHeaders.Middleware(http, _ => Task.CompletedTask);
            await new RefusalReply(FormOf(http.Request), refusal).ExecuteAsync(http);
        }
#pragma warning restore CA1031
    }

    private static Task ReplyToUnanswered(HttpContext http)
    {
        Refusal refusal = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Catalogue.Accounts.NotFound,
            StatusCodes.Status405MethodNotAllowed => Catalogue.Accounts.MethodNotAllowed,
            StatusCodes.Status413PayloadTooLarge => Catalogue.Accounts.BodyTooLarge,
            StatusCodes.Status401Unauthorized => Catalogue.Accounts.NotSignedIn,
            StatusCodes.Status403Forbidden => Catalogue.Accounts.Forbidden,
            >= 500 => Catalogue.Accounts.Unexpected,
            _ => Catalogue.Accounts.BodyMalformed,
        };
        return new RefusalReply(FormOf(http.Request), refusal).ExecuteAsync(http);
    }

    [LoggerMessage(2008, LogLevel.Error, "{Code} A request ended by a fault (trace {Trace})")]
    private static partial void LogFault(ILogger log, Exception failure, string code, string trace);
}
