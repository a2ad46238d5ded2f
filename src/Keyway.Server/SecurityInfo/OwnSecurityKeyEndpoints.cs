using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.SecurityInfo;

/// <summary><c>/v1.0/me/authentication/fido2Methods</c>: one's own keys. Every change needs a strong sign-in not older than five minutes.</summary>
internal static class OwnSecurityKeyEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var keys = endpoints.MapGroup("/v1.0/me/authentication/fido2Methods").RequireToken(ErrorForm.Graph, Resources.Graph);
        keys.MapGet("", List);
        keys.MapGet("creationOptions", Options);
        keys.MapPost("", RegisterAsync);
        keys.MapPatch("{id}", RenameAsync);
        keys.MapDelete("{id}", RemoveAsync);
    }

    private static IResult List(HttpContext http, AccountDirectory accounts, SecurityKeyRegistrations registrations) =>
        Person(http, accounts).TryGet(out var account, out var refusal)
            ? SecurityKeyDescription.List(registrations.KeysOf(account.Id))
            : new RefusalReply(ErrorForm.Graph, refusal);

    private static IResult Options(HttpContext http, AccountDirectory accounts, SecurityKeyRegistrations registrations, TimeProvider time) =>
        FreshPerson(http, accounts, time).TryGet(out var account, out var refusal) && registrations.Options(account).TryGet(out var options, out refusal)
            ? Results.Json(options, ContractsJson.Default.CreationOptionsResponse)
            : new RefusalReply(ErrorForm.Graph, refusal);

    private static async Task<IResult> RegisterAsync(HttpContext http, AccountDirectory accounts, SecurityKeyRegistrations registrations, TimeProvider time)
    {
        if (!FreshPerson(http, accounts, time).TryGet(out var account, out var refusal)
            || !(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.SecurityKeyRegistration)).TryGet(out var registration, out refusal)
            || !(await registrations.RegisterAsync(account, registration, http.RequestAborted)).TryGet(out var key, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        return Results.Json(SecurityKeyDescription.Of(key), ContractsJson.Default.SecurityKeyMethod, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> RenameAsync(HttpContext http, string id, AccountDirectory accounts, SecurityKeyRegistrations registrations, TimeProvider time) =>
        FreshPerson(http, accounts, time).TryGet(out var account, out var refusal)
        && (await JsonBody.ReadAsync(http.Request, ContractsJson.Default.SecurityKeyChange)).TryGet(out var change, out refusal)
        && (await registrations.RenameAsync(account, id, change.DisplayName, account.Id, http.RequestAborted)).TryGet(out _, out refusal)
            ? Results.NoContent()
            : new RefusalReply(ErrorForm.Graph, refusal);

    private static async Task<IResult> RemoveAsync(HttpContext http, string id, AccountDirectory accounts, SecurityKeyRegistrations registrations, TimeProvider time) =>
        FreshPerson(http, accounts, time).TryGet(out var account, out var refusal)
        && (await registrations.RemoveAsync(account, id, account.Id, http.RequestAborted, LastMethodConfirmation.Of(http))).TryGet(out _, out refusal)
            ? Results.NoContent()
            : new RefusalReply(ErrorForm.Graph, refusal);

    private static Result<Account> Person(HttpContext http, AccountDirectory accounts) =>
        Caller.Of(http).UserId is { } id && accounts.Find(id) is { } account ? account : Catalogue.Accounts.NotSignedIn;

    private static Result<Account> FreshPerson(HttpContext http, AccountDirectory accounts, TimeProvider time) =>
        Caller.Of(http).SignedInStrongly(SignedInPerson.Fresh, time.GetUtcNow()) ? Person(http, accounts) : Catalogue.AuthenticationMethods.StrongSignInNeeded;
}
