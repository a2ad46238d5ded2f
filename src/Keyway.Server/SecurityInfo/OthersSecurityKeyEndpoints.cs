using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.SecurityInfo;

/// <summary><c>/v1.0/users/{id or name}/authentication/fido2Methods</c>: an administrator lists and removes somebody's keys, such as a lost one.</summary>
internal static class OthersSecurityKeyEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        const string path = "/v1.0/users/{user}/authentication/fido2Methods";
        Permission[] write = [Permission.UserAuthenticationMethodReadWriteAll, Permission.UserAuthenticationMethodReadWriteAdministrators];
        Role[] roles = [Role.GlobalAdministrator, Role.AuthenticationAdministrator];
        endpoints.MapGet(path, List).RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.UserAuthenticationMethodReadAll, .. write], roles);
        endpoints.MapDelete(path + "/{id}", RemoveAsync).RequireToken(ErrorForm.Graph, Resources.Graph, write, roles);
    }

    private static IResult List(HttpContext http, string user, MethodAdministration administration, SecurityKeyRegistrations registrations) =>
        administration.Target(http, user).TryGet(out var account, out var refusal)
            ? SecurityKeyDescription.List(registrations.KeysOf(account.Id))
            : new RefusalReply(ErrorForm.Graph, refusal);

    private static async Task<IResult> RemoveAsync(HttpContext http, string user, string id, MethodAdministration administration, SecurityKeyRegistrations registrations) =>
        administration.Target(http, user).TryGet(out var account, out var refusal)
        && (await registrations.RemoveAsync(account, id, Caller.Of(http).ActorId, http.RequestAborted)).TryGet(out _, out refusal)
            ? Results.NoContent()
            : new RefusalReply(ErrorForm.Graph, refusal);
}
