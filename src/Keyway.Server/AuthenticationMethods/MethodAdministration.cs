using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>Whose sign-in methods an administrator may change: a global administrator everybody's, an authentication administrator those of people without a role.</summary>
internal sealed class MethodAdministration(AccountDirectory accounts)
{
    /// <summary>The person of the address, or null.</summary>
    /// <param name="user">Object id or user name.</param>
    public Account? Find(string user) =>
        user.Length > 512 ? null : Guid.TryParseExact(user, "D", out var id) ? accounts.Find(id) : accounts.FindByUserName(user);

    /// <summary>Whether somebody with these roles may change the person's methods; the rule alone, for pages.</summary>
    public static bool MayChange(IReadOnlySet<Role> roles, Account account) =>
        roles.Contains(Role.GlobalAdministrator) || (roles.Contains(Role.AuthenticationAdministrator) && account.Roles.Count == 0);

    /// <summary>The person of the address, if the caller may act on that person.</summary>
    public Result<Account> Target(HttpContext http, string user)
    {
        if (Find(user) is not { } account)
            return Catalogue.Accounts.AccountUnknown;
        return MayChange(Caller.Of(http).Roles, account) ? account : Catalogue.Accounts.Forbidden;
    }

    /// <summary>The same for a change. For administrators who mean themselves, the rules of one's own methods hold here too: a strong sign-in not older than five minutes.</summary>
    public Result<Account> ChangedTarget(HttpContext http, string user, TimeProvider time)
    {
        if (!Target(http, user).TryGet(out var account, out var refusal))
            return refusal;
        var caller = Caller.Of(http);
        return account.Id != caller.UserId || caller.SignedInStrongly(SignedInPerson.Fresh, time.GetUtcNow()) ? account : Catalogue.AuthenticationMethods.StrongSignInNeeded;
    }
}
