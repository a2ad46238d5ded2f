using Keyway.Contracts.OAuth;
using Keyway.Errors;

namespace Keyway.Server.Tokens;

/// <summary>The resource that a person asks an access token for.</summary>
internal static class UserResource
{
    /// <summary>Provisioning is for connectors alone: nobody's own token writes the directory.</summary>
    public static Result<string> Of(TokenForm form) =>
        form["resource"] is Resources.Graph or Resources.DeviceRegistration ? form["resource"]! : Catalogue.PrimaryRefreshTokens.ResourceUnknown;
}
