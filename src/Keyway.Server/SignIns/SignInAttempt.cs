using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Keys;

namespace Keyway.Server.SignIns;

/// <summary>What is known of a sign-in before it is known who signs in.</summary>
/// <param name="Resource">For what a token is asked; null where none is.</param>
internal sealed record SignInAttempt(SignInClient Client, SignInSource Source, string? Resource = null)
{
    /// <summary>The person was let in.</summary>
    public SignInEntry Completed(DateTimeOffset now, SignInMethod method, Account account, SecurityKey? key = null) => new(
        now, Client, method, Source, account.Id, account.UserName, CredentialId: key?.CredentialId, Aaguid: key?.Aaguid, Resource: Resource);

    /// <summary>A connector or an application was let in.</summary>
    public SignInEntry CompletedBy(DateTimeOffset now, SignInMethod method, Guid appId, string appName) =>
        new(now, Client, method, Source, null, null, Resource: Resource, AppId: appId, AppName: appName);
}
