using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Accounts;

/// <summary>
/// <c>/v1.0/roleManagement/directory</c>: whoever reads what administrators read sees the roles and who has them; a global administrator gives and withdraws them.
/// A subset of the vendor's API. No application gives roles.
/// </summary>
internal static class RoleEndpoints
{
    private const string Definitions = "/v1.0/roleManagement/directory/roleDefinitions";
    private const string Assignments = "/v1.0/roleManagement/directory/roleAssignments";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var read = endpoints.MapGroup("").RequireToken(
            ErrorForm.Graph, Resources.Graph, [Permission.RoleManagementReadDirectory], Role.GlobalAdministrator, Role.Reader);
        read.MapGet(Definitions, (HttpContext http) => http.Request.Query.Count > 0 ? Refuse(Catalogue.Graph.OptionUnknown)
            : Results.Json(new GraphList<RoleDefinitionResource>(RoleDefinitions.All), AccountsJson.Default.GraphListRoleDefinitionResource));
        read.MapGet(Definitions + "/{id:guid}", (Guid id) => RoleDefinitions.All.FirstOrDefault(role => role.Id == id) is { } role
            ? Results.Json(role, AccountsJson.Default.RoleDefinitionResource)
            : Refuse(Catalogue.Graph.NotFound));
        read.MapGet(Assignments, List);
        read.MapGet(Assignments + "/{id}", Show);

        var write = endpoints.MapGroup(Assignments).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator);
        write.MapPost("", AssignAsync);
        write.MapDelete("{id}", WithdrawAsync);
    }

    private static IResult List(HttpContext http, RoleAdministration roles)
    {
        if (!Filter(http.Request.Query).TryGet(out var passes, out var refusal))
            return Refuse(refusal);
        return Results.Json(new GraphList<RoleAssignment>([.. Held(roles).Where(passes)]), ContractsJson.Default.GraphListRoleAssignment);
    }

    private static IResult Show(string id, RoleAdministration roles) =>
        Held(roles).FirstOrDefault(held => string.Equals(held.Id, id, StringComparison.OrdinalIgnoreCase)) is { } assignment
            ? Results.Json(assignment, ContractsJson.Default.RoleAssignment)
            : Refuse(Catalogue.Accounts.RoleAssignmentNotFound);

    /// <summary>Reads <c>$filter</c>: <c>principalId eq '…'</c> or <c>roleDefinitionId eq '…'</c>, or both with <c>and</c>.</summary>
    private static Result<Func<RoleAssignment, bool>> Filter(IQueryCollection query)
    {
        if (query.Any(option => option.Key != "$filter"))
            return Catalogue.Graph.OptionUnknown;
        Guid? principal = null, definition = null;
        if (query.Count > 0)
        {
            if (!LogQuery.Parse(query, "").TryGet(out var read, out _))
                return Catalogue.Graph.FilterRefused;
            foreach (var comparison in read.Comparisons)
            {
                if (comparison is { Field: "principalId", Operator: "eq", Id: { } person } && principal is null)
                    principal = person;
                else if (comparison is { Field: "roleDefinitionId", Operator: "eq", Id: { } role } && definition is null)
                    definition = role;
                else
                    return Catalogue.Graph.FilterRefused;
            }
        }

        return new Func<RoleAssignment, bool>(held => (principal is null || held.PrincipalId == principal) && (definition is null || held.RoleDefinitionId == definition));
    }

    private static IEnumerable<RoleAssignment> Held(RoleAdministration roles) =>
        roles.All().Where(held => RoleDefinitions.IdOf(held.Role) is not null).Select(held => Shown(held.Account, held.Role));

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
