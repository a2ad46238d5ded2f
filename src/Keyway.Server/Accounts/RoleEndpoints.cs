using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Accounts;

/// <summary><c>/v1.0/roleManagement/directory/roleAssignments</c>: a global administrator lists, gives and withdraws roles. A subset of the vendor's API.</summary>
internal static class RoleEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var roles = endpoints.MapGroup("/v1.0/roleManagement/directory/roleAssignments").RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator);
        roles.MapGet("", List);
        roles.MapPost("", AssignAsync);
        roles.MapDelete("{id}", WithdrawAsync);
    }

    private static IResult List(RoleAdministration roles) => Results.Json(
        new GraphList<RoleAssignment>([.. roles.All().Where(held => RoleDefinitions.IdOf(held.Role) is not null).Select(held => Shown(held.Account, held.Role))]),
        ContractsJson.Default.GraphListRoleAssignment);

    private static async Task<IResult> AssignAsync(HttpContext http, RoleAdministration roles)
    {
        if (!(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.RoleAssignment)).TryGet(out var wanted, out var refusal))
            return Refuse(refusal);
        if (wanted.DirectoryScopeId != RoleAssignment.WholeDirectory || !RoleDefinitions.ById.TryGetValue(wanted.RoleDefinitionId, out var role))
            return Refuse(Catalogue.Accounts.RoleAssignmentInvalid);
        return (await roles.AssignAsync(wanted.PrincipalId, role, Caller.Of(http).UserId!.Value, http.RequestAborted)).TryGet(out var account, out refusal)
            ? Results.Json(Shown(account.Id, role), ContractsJson.Default.RoleAssignment, statusCode: StatusCodes.Status201Created)
            : Refuse(refusal);
    }

    private static async Task<IResult> WithdrawAsync(HttpContext http, string id, RoleAdministration roles)
    {
        if (id.Split('_') is not [var person, var definition] || !Guid.TryParseExact(person, "D", out var account)
            || !Guid.TryParseExact(definition, "D", out var definitionId) || !RoleDefinitions.ById.TryGetValue(definitionId, out var role))
        {
            return Refuse(Catalogue.Accounts.RoleAssignmentNotFound);
        }

        return (await roles.WithdrawAsync(account, role, Caller.Of(http).UserId!.Value, http.RequestAborted)).TryGet(out _, out var refusal) ? Results.NoContent() : Refuse(refusal);
    }

    private static RoleAssignment Shown(Guid account, Role role)
    {
        var definition = RoleDefinitions.IdOf(role)!.Value;
        return new RoleAssignment(account, definition, RoleAssignment.WholeDirectory, $"{account:D}_{definition:D}");
    }

    private static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.Graph, refusal);
}
