using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary><c>/v1.0/{me or users/id}/authentication/softwareOathMethods</c>: authenticator apps are listed and removed. One is registered at the page, which shows the picture.</summary>
internal static class OneTimeCodeEndpoints
{
    private const string Collection = "/authentication/softwareOathMethods";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var own = endpoints.MapGroup("/v1.0/me" + Collection).RequireToken(ErrorForm.Graph, Resources.Graph);
        own.MapGet("", (HttpContext http, AccountDirectory accounts, OneTimeCodes codes) =>
            Own(http, accounts).TryGet(out var account, out var refusal) ? List(codes, account) : Refuse(refusal));
        own.MapDelete("{id:guid}", async (HttpContext http, Guid id, AccountDirectory accounts, OneTimeCodes codes, TimeProvider time) =>
            OwnFresh(http, accounts, time).TryGet(out var account, out var refusal) ? await RemoveAsync(http, id, codes, account) : Refuse(refusal));

        var others = endpoints.MapGroup("/v1.0/users/{user}" + Collection).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.AuthenticationAdministrator);
        others.MapGet("", (HttpContext http, string user, MethodAdministration administration, OneTimeCodes codes) =>
            administration.Target(http, user).TryGet(out var account, out var refusal) ? List(codes, account) : Refuse(refusal));
        others.MapDelete("{id:guid}", async (HttpContext http, string user, Guid id, MethodAdministration administration, OneTimeCodes codes, TimeProvider time) =>
            administration.ChangedTarget(http, user, time).TryGet(out var account, out var refusal) ? await RemoveAsync(http, id, codes, account) : Refuse(refusal));
    }

    private static IResult List(OneTimeCodes codes, Account account)
    {
        IReadOnlyList<OneTimeCodeDescription> found = codes.Find(account.Id) is { } code ? [new OneTimeCodeDescription(code.Id, code.CreatedOn, code.LastUsedOn)] : [];
        return Results.Json(new GraphList<OneTimeCodeDescription>(found), AuthenticationMethodsJson.Default.GraphListOneTimeCodeDescription);
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, Guid id, OneTimeCodes codes, Account account)
    {
        if (codes.Find(account.Id)?.Id != id)
            return Refuse(Catalogue.OneTimeCodes.NoCode);
        return (await codes.RemoveAsync(account, Caller.Of(http).UserId, http.RequestAborted, LastMethodConfirmation.Of(http))).TryGet(out _, out var refusal)
            ? Results.NoContent()
            : Refuse(refusal);
    }

    private static Result<Account> Own(HttpContext http, AccountDirectory accounts) =>
        Caller.Of(http).UserId is { } id && accounts.Find(id) is { } account ? account : Catalogue.Accounts.NotSignedIn;

    private static Result<Account> OwnFresh(HttpContext http, AccountDirectory accounts, TimeProvider time) =>
        Caller.Of(http).SignedInStrongly(SignedInPerson.Fresh, time.GetUtcNow()) ? Own(http, accounts) : Catalogue.AuthenticationMethods.StrongSignInNeeded;

    private static RefusalReply Refuse(Refusal refusal) => new(ErrorForm.Graph, refusal);
}
