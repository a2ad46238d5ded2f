using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Passwords;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Passwords.Agents;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Passwords.Policy;

/// <summary><c>/v1.0/passwordChecks</c>: administrators see the domains with their agents; a global administrator switches a domain on and off.</summary>
internal static class PasswordCheckEndpoints
{
    private const string Path = "/v1.0/passwordChecks";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, List).RequireToken(
            ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.HybridIdentityAdministrator, Role.Reader);
        endpoints.MapPatch(Path + "/{domain}", PatchAsync).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator);
    }

    private static IResult List(PasswordPolicies policies, DomainQueues queues)
    {
        var decided = policies.All();
        // Agents of a domain that nobody switched on are shown too: that is what an administrator waits for before he does.
        var others = queues.Domains.Where(domain => decided.All(policy => policy.Domain != domain)).Select(DomainPasswordPolicy.Default);
        return Results.Json(
            new GraphList<PasswordCheckDomain>([.. decided.Concat(others).OrderBy(policy => policy.Domain, StringComparer.Ordinal).Select(policy => Shown(policy, queues))]),
            ContractsJson.Default.GraphListPasswordCheckDomain);
    }

    private static async Task<IResult> PatchAsync(HttpContext http, string domain, PasswordPolicies policies)
    {
        if (DomainName.Normalise(domain) is not { } normal)
            return new RefusalReply(ErrorForm.Graph, new Refusal(Catalogue.Passwords.DomainUnknown));
        if (!(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.PasswordCheckPolicy)).TryGet(out var change, out var refusal)
            || !(await policies.ChangeAsync(normal, change, Caller.Of(http).UserId!.Value, http.RequestAborted)).TryGet(out _, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        return Results.NoContent();
    }

    private static PasswordCheckDomain Shown(DomainPasswordPolicy policy, DomainQueues queues)
    {
        var view = queues.View(policy.Domain);
        return new PasswordCheckDomain(
            policy.Domain, policy.Enabled ? PasswordCheckStates.Enabled : PasswordCheckStates.Disabled, policy.LockoutThreshold, policy.FamiliarThreshold,
            (int)policy.LockoutDuration.TotalSeconds, view.Waiting, view.Agents, view.Outcomes);
    }
}
