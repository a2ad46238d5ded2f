using Keyway.Contracts.OAuth;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer.SignIn;

/// <summary>Who holds an access token already. When it ends, the server says so; nothing renews it.</summary>
internal sealed class TokenSignIn(string token) : IServerSignIn
{
    private static readonly TimeSpan Unknown = TimeSpan.FromDays(1);

    public string Who => "the holder of the access token";

    public Task<Result<TokenResponse>> SignInAsync(TokenApi tokens, string resource, CancellationToken cancellationToken) =>
        Task.FromResult<Result<TokenResponse>>(new TokenResponse(token, "Bearer", (int)Unknown.TotalSeconds));
}
