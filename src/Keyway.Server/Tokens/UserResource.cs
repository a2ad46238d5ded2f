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

    /// <summary>Whether this person may have it: the directory is written by connectors, and of people by global administrators only.</summary>
    public static bool MayHave(Account account, string resource) => resource != Resources.Provisioning || account.Roles.Contains(Role.GlobalAdministrator);
}
