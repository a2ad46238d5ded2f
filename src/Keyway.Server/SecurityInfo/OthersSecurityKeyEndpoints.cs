using System.Globalization;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.SecurityInfo;

/// <summary>
/// <c>/v1.0/users/{id or name}/authentication/fido2Methods</c>: an administrator lists, registers, renames and removes somebody's keys. <c>creationOptions</c> takes
/// <c>challengeTimeoutInMinutes</c>, 5 to 43,200, as a parameter or in the vendor's parentheses, so that keys can be prepared in masses and sent by post.
/// </summary>
internal static class OthersSecurityKeyEndpoints
{
    private const int UsualMinutes = 5;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var keys = endpoints.MapGroup("/v1.0/users/{user}/authentication/fido2Methods")
            .RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.AuthenticationAdministrator);
        keys.MapGet("", List);
        keys.MapGet("creationOptions", (HttpContext http, string user, MethodAdministration administration, SecurityKeyRegistrations registrations, TimeProvider time) =>
            Options(http, user, http.Request.Query["challengeTimeoutInMinutes"], administration, registrations, time));
        keys.MapGet("creationOptions(challengeTimeoutInMinutes={minutes})", (HttpContext http, string user, string minutes, MethodAdministration administration, SecurityKeyRegistrations registrations, TimeProvider time) =>
            Options(http, user, minutes, administration, registrations, time));
        keys.MapPost("", RegisterAsync);
        keys.MapPatch("{id}", RenameAsync);
        keys.MapDelete("{id}", RemoveAsync);
    }

    private static IResult List(HttpContext http, string user, MethodAdministration administration, SecurityKeyRegistrations registrations) =>
        administration.Target(http, user).TryGet(out var account, out var refusal)
            ? SecurityKeyDescription.List(registrations.KeysOf(account.Id))
            : new RefusalReply(ErrorForm.Graph, refusal);

    private static IResult Options(HttpContext http, string user, string? minutes, MethodAdministration administration, SecurityKeyRegistrations registrations, TimeProvider time) =>
        administration.ChangedTarget(http, user, time).TryGet(out var account, out var refusal)
        && registrations.Options(account, Minutes(minutes)).TryGet(out var options, out refusal)
            ? Results.Json(options, ContractsJson.Default.CreationOptionsResponse)
            : new RefusalReply(ErrorForm.Graph, refusal);

    private static async Task<IResult> RegisterAsync(HttpContext http, string user, MethodAdministration administration, SecurityKeyRegistrations registrations, TimeProvider time) =>
        administration.ChangedTarget(http, user, time).TryGet(out var account, out var refusal)
        && (await JsonBody.ReadAsync(http.Request, ContractsJson.Default.SecurityKeyRegistration)).TryGet(out var registration, out refusal)
        && (await registrations.RegisterAsync(account, registration, Caller.Of(http).UserId, http.RequestAborted)).TryGet(out var key, out refusal)
            ? Results.Json(SecurityKeyDescription.Of(key), ContractsJson.Default.SecurityKeyMethod, statusCode: StatusCodes.Status201Created)
            : new RefusalReply(ErrorForm.Graph, refusal);

    private static async Task<IResult> RenameAsync(HttpContext http, string user, string id, MethodAdministration administration, SecurityKeyRegistrations registrations, TimeProvider time) =>
        administration.ChangedTarget(http, user, time).TryGet(out var account, out var refusal)
        && (await JsonBody.ReadAsync(http.Request, ContractsJson.Default.SecurityKeyChange)).TryGet(out var change, out refusal)
        && (await registrations.RenameAsync(account, id, change.DisplayName, Caller.Of(http).UserId, http.RequestAborted)).TryGet(out _, out refusal)
            ? Results.NoContent()
            : new RefusalReply(ErrorForm.Graph, refusal);

    private static async Task<IResult> RemoveAsync(HttpContext http, string user, string id, MethodAdministration administration, SecurityKeyRegistrations registrations, TimeProvider time) =>
        administration.ChangedTarget(http, user, time).TryGet(out var account, out var refusal)
        && (await registrations.RemoveAsync(account, id, Caller.Of(http).UserId, http.RequestAborted, LastMethodConfirmation.Of(http))).TryGet(out _, out refusal)
            ? Results.NoContent()
            : new RefusalReply(ErrorForm.Graph, refusal);

    // What is no number is no number of minutes that anybody may have.
    private static int Minutes(string? text) =>
        text is null ? UsualMinutes : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : 0;
}
