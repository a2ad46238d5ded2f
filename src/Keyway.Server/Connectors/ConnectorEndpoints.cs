using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Connectors;

/// <summary><c>/v1.0/connectors</c>: a global administrator registers, lists and removes connectors.</summary>
internal static class ConnectorEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var connectors = endpoints.MapGroup("/v1.0/connectors").RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator);
        connectors.MapGet("", List);
        connectors.MapPost("", RegisterAsync);
        connectors.MapDelete("{id:guid}", RemoveAsync);
    }

    private static IResult List(ConnectorDirectory connectors) => Results.Json(
        new GraphList<ConnectorCredential>([.. connectors.All().Select(ConnectorDirectory.Credential)]),
        ConnectorsJson.Default.GraphListConnectorCredential);

    private static async Task<IResult> RegisterAsync(HttpContext http, ConnectorDirectory connectors)
    {
        if (!(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.ConnectorRegistration)).TryGet(out var registration, out var refusal)
            || !(await connectors.RegisterAsync(registration, Caller.Of(http).UserId!.Value, http.RequestAborted)).TryGet(out var credential, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        return Results.Json(credential, ContractsJson.Default.ConnectorCredential, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, Guid id, ConnectorDirectory connectors) =>
        (await connectors.RemoveAsync(id, Caller.Of(http).UserId!.Value, http.RequestAborted)).TryGet(out _, out var refusal)
            ? Results.NoContent()
            : new RefusalReply(ErrorForm.Graph, refusal);
}
