using Keyway.Connect.Secrets;
using Keyway.Contracts.OAuth;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer.SignIn;

/// <summary>A connector with its secret (RFC 6749 4.4).</summary>
internal sealed class SecretSignIn(ConnectorIdentity connector, string secret) : IServerSignIn
{
    public string Who => "connector " + connector.DisplayName;

    public Task<Result<TokenResponse>> SignInAsync(TokenApi tokens, string resource, CancellationToken cancellationToken) =>
        tokens.AskAsync(
            TokenApi.AnyTenant,
            [("grant_type", GrantTypes.ClientCredentials), ("client_id", connector.ClientId.ToString("D")), ("client_secret", secret), ("resource", resource)],
            onceOnly: false,
            Catalogue.Connect.ServerSignInRefused,
            cancellationToken);
}
