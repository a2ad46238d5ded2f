using Keyway.Contracts.OAuth;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer.SignIn;

/// <summary>An administrator with a Temporary Access Pass.</summary>
internal sealed class PassSignIn(string user, string pass) : IServerSignIn
{
    public string Who => user + " by Temporary Access Pass";

    public Task<Result<TokenResponse>> SignInAsync(TokenApi tokens, string resource, CancellationToken cancellationToken) =>
        tokens.AskAsync(
            TokenApi.AnyTenant,
            [("grant_type", GrantTypes.TemporaryAccessPass), ("client_id", ClientIds.Broker), ("resource", resource), ("username", user), ("temporary_access_pass", pass)],
            onceOnly: true,
            Catalogue.Connect.AdministratorRefused,
            cancellationToken);
}
