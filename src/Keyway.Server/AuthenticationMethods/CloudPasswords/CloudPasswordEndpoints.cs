using System.Security.Cryptography;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.AuthenticationMethods.CloudPasswords;

/// <summary>
/// <c>/v1.0/users/{id or name}/authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490</c> (the vendor's fixed id of the one password): an administrator sets
/// somebody's password, which its owner then has to change, or removes it.
/// </summary>
internal static class CloudPasswordEndpoints
{
    private const string Path = "/v1.0/users/{user}/authentication/passwordMethods/28c10230-6103-485e-b985-444c60001490";

    // Four times four characters without those that look alike: 80 bits, for one sign-in.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Characters = 16;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var passwords = endpoints.MapGroup(Path).RequireToken(ErrorForm.Graph, Resources.Graph, Role.GlobalAdministrator, Role.AuthenticationAdministrator);
        passwords.MapPost("resetPassword", ResetAsync);
        passwords.MapDelete("", RemoveAsync);
    }

    private static async Task<IResult> ResetAsync(HttpContext http, string user, MethodAdministration administration, CloudPasswords passwords, TimeProvider time)
    {
        if (!administration.ChangedTarget(http, user, time).TryGet(out var account, out var refusal)
            || !(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.PasswordReset)).TryGet(out var reset, out refusal))
        {
            return new RefusalReply(ErrorForm.Graph, refusal);
        }

        var made = reset.NewPassword is null ? RandomNumberGenerator.GetString(Alphabet, Characters) : null;
        return (await passwords.SetAsync(account, made ?? reset.NewPassword!, Caller.Of(http).UserId, mustChange: true, http.RequestAborted)).TryGet(out _, out refusal)
            ? Results.Json(new PasswordReset(made), ContractsJson.Default.PasswordReset)
            : new RefusalReply(ErrorForm.Graph, refusal);
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, string user, MethodAdministration administration, CloudPasswords passwords, TimeProvider time) =>
        administration.ChangedTarget(http, user, time).TryGet(out var account, out var refusal)
        && (await passwords.RemoveAsync(account, Caller.Of(http).UserId, http.RequestAborted)).TryGet(out _, out refusal)
            ? Results.NoContent()
            : new RefusalReply(ErrorForm.Graph, refusal);
}
