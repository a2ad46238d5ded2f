using System.Globalization;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;
using Keyway.Server.Provisioning.Computers;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning.Bulk;

/// <summary><c>POST /scim/v2/Bulk</c> (RFC 7644 3.7).</summary>
internal sealed class BulkEndpoint(DurableWriter writer, UserProvisioning users, GroupProvisioning groups, ComputerProvisioning computers, ScimResources resources, ScimRefusals refusals)
{
    // Long enough to share a commit, short enough that a sign-in's write waits some milliseconds.
    private const int OperationsAUnit = 100;

    public static void Map(RouteGroupBuilder write) =>
        write.MapPost("Bulk", (HttpContext http, BulkEndpoint bulk) => bulk.PostAsync(http)).WithMetadata(ScimBody.SizeLimit);

    private async Task<IResult> PostAsync(HttpContext http)
    {
        if (!(await ScimBody.ReadAsync(http.Request)).TryGet(out var body, out var refusal) || !BulkReader.Parse(body).TryGet(out var request, out refusal))
            return new ScimRefusalReply(refusal);

        var run = new BulkRun(request, http.Authority(), users, groups, computers);
        while (!run.IsOver)
        {
            var written = await writer.WriteAsync<BulkRun>(
                session =>
                {
                    run.RunSome(session, OperationsAUnit);
                    return run;
                },
                http.RequestAborted);
            if (!written.TryGet(out _, out refusal))
                return new ScimRefusalReply(refusal);
        }

        var results = request.Operations.Zip(run.Outcomes).Where(pair => pair.Second is not null).Select(pair => Result(pair.First, pair.Second!));
        return Results.Json(new ScimBulkResponse([ScimSchemas.BulkResponse], [.. results]), ContractsJson.Default.ScimBulkResponse, ScimSchemas.MediaType);
    }

    private ScimBulkResult Result(BulkOperation operation, BulkOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            var error = refusals.Of(refusal);
            return new ScimBulkResult(operation.Method, error.Status, operation.BulkId, Location: KnownLocation(operation), Response: error);
        }

        return new ScimBulkResult(
            operation.Method, outcome.Status.ToString(CultureInfo.InvariantCulture), operation.BulkId,
            operation.Method == "DELETE" ? null : EntityTag.Of(outcome.Version), Location(operation, outcome.Id!.Value));
    }

    // RFC 7644 3.7: the location of a refused operation, but for a POST, says which object it was about.
    private string? KnownLocation(BulkOperation operation) => Guid.TryParseExact(operation.Target, "D", out var id) ? Location(operation, id) : null;

    private string Location(BulkOperation operation, Guid id) => resources.Location(operation.Kind, id);
}
