using Keyway.Contracts.OAuth;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer.SignIn;

/// <summary>One way to prove to the identity server who uses keyway-connect.</summary>
internal interface IServerSignIn
{
    /// <summary>For people, such as <c>connector dc1</c>.</summary>
    string Who { get; }

    /// <summary>Proves it and gets an access token.</summary>
    /// <param name="resource">Its audience, one of <see cref="Resources"/>.</param>
    Task<Result<TokenResponse>> SignInAsync(TokenApi tokens, string resource, CancellationToken cancellationToken);
}
