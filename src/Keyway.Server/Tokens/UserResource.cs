using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;

namespace Keyway.Server.Tokens;

/// <summary>Which resources a person may have an access token for.</summary>
internal static class UserResource
{
    /// <summary>Whether this person may have this one. What each role may do there, the endpoints say.</summary>
    public static bool MayHave(Account account, string resource) =>
        resource != Resources.Provisioning
        || account.Roles.Any(role => role is Role.GlobalAdministrator or Role.HybridIdentityAdministrator or Role.Reader);
}
