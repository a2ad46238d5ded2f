using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary><c>/v1.0/users/{id or name}/authentication/temporaryAccessPassMethods</c>.</summary>
internal static class TemporaryAccessPassEndpoints
{
    private const string Path = "/v1.0/users/{user}/authentication/temporaryAccessPassMethods";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var passes = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.AuthenticationAdministrator);
        passes.MapGet("", List);
        passes.MapPost("", IssueAsync);
        passes.MapDelete("{id:guid}", WithdrawAsync);
    }

    private static IResult List(HttpContext http, string user, TemporaryAccessPasses passes, MethodAdministration administration, TimeProvider time)
    {
        if (!administration.Target(http, user).TryGet(out var account, out var refusal))
            return new RefusalReply(ErrorForm.Graph, refusal);
        IReadOnlyList<TemporaryAccessPassMethod> found = passes.Find(account.Id) is { } pass ? [Describe(pass, passes.IsAllowed(account), time.GetUtcNow())] : [];
        return Results.Json(new GraphList<TemporaryAccessPassMethod>(found), AuthenticationMethodsJson.Default.GraphListTemporaryAccessPassMethod);
    }

    private static async Task<IResult> IssueAsync(HttpContext http, string user, TemporaryAccessPasses passes, MethodAdministration administration, TimeProvider time)
    {
        if (!administration.Target(http, user).TryGet(out var account, out var refusal)
            || !(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.TemporaryAccessPassRequest)).TryGet(out var request, out refusal)
            || !(await passes.IssueAsync(account.Id, request, Caller.Of(http).UserId, http.RequestAborted)).TryGet(out var issued, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        return Results.Json(Describe(issued.Pass, allowed: true, time.GetUtcNow()) with { TemporaryAccessPass = issued.Code }, ContractsJson.Default.TemporaryAccessPassMethod, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> WithdrawAsync(HttpContext http, string user, Guid id, TemporaryAccessPasses passes, MethodAdministration administration)
    {
        if (!administration.Target(http, user).TryGet(out var account, out var refusal)
            || !(await passes.WithdrawAsync(account.Id, id, Caller.Of(http).UserId, http.RequestAborted)).TryGet(out _, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        return Results.NoContent();
    }

    private static TemporaryAccessPassMethod Describe(TemporaryAccessPass pass, bool allowed, DateTimeOffset now) => new(
        pass.Id, pass.CreatedOn, pass.StartOn, pass.LifetimeInMinutes, pass.UsableOnce, allowed && pass.IsUsable(now), allowed ? pass.UsabilityReason(now) : "DisabledByPolicy");
}
