using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Hosting;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Audit;

/// <summary><c>GET /v1.0/auditLogs/directoryAudits</c>: a subset of the vendor's API (docs/dev/audit.md).</summary>
internal static class AuditEndpoints
{
    private const string Path = "/v1.0/auditLogs/directoryAudits";
    private const string TimeField = "activityDateTime";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Path, List).RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.AuditLogReadAll], Role.GlobalAdministrator, Role.Reader);

    private static IResult List(HttpContext http, AuditQueries audit, ServerOptions options)
    {
        if (!LogQuery.Parse(http.Request.Query, TimeField).TryGet(out var query, out var refusal)
            || !Filter(query).TryGet(out var filter, out refusal)
            || !audit.Read(filter, query.SkipToken, query.Top).TryGet(out var page, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        return Results.Json(
            new GraphList<AuditResource>([.. page.Entries.Select(AuditResource.Of)], page.Next is { } next ? LogQuery.NextLink(options.Origin + Path, http.Request.Query, next) : null),
            AuditJson.Default.GraphListAuditResource);
    }

    private static Result<AuditFilter> Filter(LogQuery query)
    {
        var filter = new AuditFilter();
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
                case { Field: "activityDisplayName", Operator: "eq", Value: var activity } when filter.Activity is null:
                    filter = filter with { Activity = activity };
                    break;
                case { Field: "initiatedBy/user/id" or "initiatedBy/app/id", Operator: "eq", Id: { } actor } when filter.ActorId is null:
                    filter = filter with { ActorId = actor };
                    break;
                case { Field: "targetResources/id", Operator: "eq", Id: { } target } when filter.TargetId is null:
                    filter = filter with { TargetId = target };
                    break;
                default:
                    return new Refusal(Catalogue.Audit.QueryRefused, comparison.Field);
            }
        }

        return filter;
    }
}
