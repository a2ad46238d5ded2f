using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary><c>/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2</c> (the vendor's Graph).</summary>
internal static class SecurityKeyPolicyEndpoints
{
    private const string Path = "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, Get).RequireToken(
            ErrorForm.Graph, Resources.Graph, [Permission.PolicyReadAll, Permission.PolicyReadWriteAuthenticationMethod], Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator,
            Role.AuthenticationAdministrator, Role.Reader);
        endpoints.MapPatch(Path, PatchAsync).RequireToken(
            ErrorForm.Graph, Resources.Graph, [Permission.PolicyReadWriteAuthenticationMethod], Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator);
    }

    private static IResult Get(SecurityKeyPolicies policies) => Results.Json(policies.Current.Document, ContractsJson.Default.SecurityKeyPolicy);

    private static async Task<IResult> PatchAsync(HttpContext http, SecurityKeyPolicies policies)
    {
        if (!(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.SecurityKeyPolicy)).TryGet(out var change, out var refusal)
            || !(await policies.ChangeAsync(change, Caller.Of(http), http.RequestAborted)).TryGet(out _, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        return Results.NoContent();
    }
}
