using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>Whose sign-in methods an administrator may change: a global administrator everybody's, an authentication administrator those of people without a role. An application reaches people with a role only by the permission that is for them.</summary>
internal sealed class MethodAdministration(AccountDirectory accounts)
{
    /// <summary>The person of the address, if the caller may act on that person.</summary>
    /// <param name="user">Object id or user name.</param>
    public Result<Account> Target(HttpContext http, string user)
    {
        if (user.Length > 512 || (Guid.TryParseExact(user, "D", out var id) ? accounts.Find(id) : accounts.FindByUserName(user)) is not { } account)
            return Catalogue.Accounts.AccountUnknown;
        var caller = Caller.Of(http);
        // A token that is limited to permissions reaches no further than they do, whoever's it is.
        if (account.Roles.Count > 0 && caller.Permissions is { } permissions && !permissions.Contains(Permission.UserAuthenticationMethodReadWriteAdministrators))
            return Catalogue.Applications.AdministratorProtected;
        return caller.IsApplication || caller.Roles.Contains(Role.GlobalAdministrator) || account.Roles.Count == 0 ? account : Catalogue.Accounts.Forbidden;
    }
}
