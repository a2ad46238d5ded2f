using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;

namespace Keyway.Server.Tokens;

/// <summary>The resource that a person asks an access token for.</summary>
internal static class UserResource
{
    /// <summary>The resource of the form, one that exists.</summary>
    public static Result<string> Of(TokenForm form) =>
        form["resource"] is Resources.Graph or Resources.DeviceRegistration or Resources.Provisioning ? form["resource"]! : Catalogue.PrimaryRefreshTokens.ResourceUnknown;

    /// <summary>Whether this person may have it. What each role may do there, the endpoints say.</summary>
    public static bool MayHave(Account account, string resource) =>
        resource != Resources.Provisioning
        || account.Roles.Any(role => role is Role.GlobalAdministrator or Role.HybridIdentityAdministrator or Role.Reader);
}
