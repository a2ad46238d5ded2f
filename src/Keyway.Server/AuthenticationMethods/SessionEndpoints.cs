using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.AuthenticationMethods;

/// <summary><c>POST /v1.0/{me or users/id}/revokeSignInSessions</c> (the vendor's Graph): ends every sign-in of a person.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // By whatever sign-in, also a weak one: a person who sees a stranger's traces must not have to look for the key first.
        endpoints.MapPost("/v1.0/me/revokeSignInSessions", OwnAsync).RequireToken(ErrorForm.Graph, Resources.Graph);
        endpoints.MapPost("/v1.0/users/{user}/revokeSignInSessions", OthersAsync)
            .RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.AuthenticationAdministrator);
    }

    private static async Task<IResult> OwnAsync(HttpContext http, AccountDirectory accounts, SignOutEverywhere everywhere) =>
        Caller.Of(http).UserId is { } id && accounts.Find(id) is { } account
            ? await RevokeAsync(http, account, everywhere)
            : new RefusalReply(ErrorForm.Graph, Catalogue.Accounts.NotSignedIn);

    private static async Task<IResult> OthersAsync(HttpContext http, string user, MethodAdministration administration, SignOutEverywhere everywhere) =>
        administration.Target(http, user).TryGet(out var account, out var refusal)
            ? await RevokeAsync(http, account, everywhere)
            : new RefusalReply(ErrorForm.Graph, refusal);

    private static async Task<IResult> RevokeAsync(HttpContext http, Account account, SignOutEverywhere everywhere) =>
        (await everywhere.RevokeAsync(account, Caller.Of(http).UserId, http.RequestAborted)).TryGet(out _, out var refusal)
            ? Results.Json(new RevokedSessions(true), AuthenticationMethodsJson.Default.RevokedSessions)
            : new RefusalReply(ErrorForm.Graph, refusal);
}
