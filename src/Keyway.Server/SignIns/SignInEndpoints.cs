using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Hosting;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.SignIns;

/// <summary>
/// <c>GET /v1.0/auditLogs/signIns</c> for administrators, a subset of the vendor's API (docs/dev/audit.md), and <c>GET /v1.0/me/signIns</c>, our own: the same rows
/// of nobody but the caller.
/// </summary>
internal static class SignInEndpoints
{
    private const string AllPath = "/v1.0/auditLogs/signIns";
    private const string OwnPath = "/v1.0/me/signIns";
    private const string TimeField = "createdDateTime";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(AllPath, (HttpContext http, SignInQueries signIns, ServerOptions options) => List(http, signIns, options, AllPath, userId: null))
            .RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.AuditLogReadAll], Role.GlobalAdministrator, Role.Reader, Role.AuthenticationAdministrator);
        endpoints.MapGet(OwnPath, (HttpContext http, SignInQueries signIns, ServerOptions options) =>
                Caller.Of(http).UserId is { } userId
                    ? List(http, signIns, options, OwnPath, userId)
                    : new RefusalReply(ErrorForm.Graph, Catalogue.Accounts.Forbidden))
            .RequireToken(ErrorForm.Graph, Resources.Graph);
    }

    /// <param name="userId">Whose alone, whatever the filter says; null for everybody's.</param>
    private static IResult List(HttpContext http, SignInQueries signIns, ServerOptions options, string path, Guid? userId)
    {
        if (!LogQuery.Parse(http.Request.Query, TimeField).TryGet(out var query, out var refusal)
            || !Filter(query, new SignInFilter(UserId: userId)).TryGet(out var filter, out refusal)
            || !signIns.Read(filter, query.SkipToken, query.Top).TryGet(out var page, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        return Results.Json(
            new GraphList<SignInResource>([.. page.Entries.Select(SignInResource.Of)], page.Next is { } next ? LogQuery.NextLink(options.Origin + path, http.Request.Query, next) : null),
            SignInsJson.Default.GraphListSignInResource);
    }

    private static Result<SignInFilter> Filter(LogQuery query, SignInFilter filter)
    {
        foreach (var comparison in query.Comparisons)
        {
            switch (comparison)
            {
                case { Field: TimeField, Operator: "ge", Moment: { } from } when filter.From is null:
                    filter = filter with { From = from };
                    break;
                case { Field: TimeField, Operator: "le", Moment: { } to } when filter.To is null:
                    filter = filter with { To = to };
                    break;
                case { Field: "userId", Operator: "eq", Id: { } userId } when filter.UserId is null || filter.UserId == userId:
                    filter = filter with { UserId = userId };
                    break;
                case { Field: "deviceDetail/deviceId", Operator: "eq", Id: { } deviceId } when filter.DeviceId is null:
                    filter = filter with { DeviceId = deviceId };
                    break;
                case { Field: "appId", Operator: "eq", Id: { } appId } when filter.AppId is null:
                    filter = filter with { AppId = appId };
                    break;
                case { Field: "status/errorCode", Operator: "eq", Number: { } number } when filter is { Error: null, Succeeded: null }:
                    filter = number == 0 ? filter with { Succeeded = true } : filter with { Error = number };
                    break;
                case { Field: "status/errorCode", Operator: "ne", Number: 0 } when filter is { Error: null, Succeeded: null }:
                    filter = filter with { Succeeded = false };
                    break;
                default:
                    return new Refusal(Catalogue.Audit.QueryRefused, comparison.Field);
            }
        }

        return filter;
    }
}
