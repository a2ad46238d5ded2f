using Keyway.Server.Accounts;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>Who signed in, and how: what a page's session or a token is made of.</summary>
/// <param name="Methods">From <see cref="AuthenticationMethod"/> (<c>amr</c>).</param>
/// <param name="AuthenticatedOn">UTC.</param>
/// <param name="CredentialId">Of the security key that was used; null for other ways.</param>
internal sealed record SignedInPerson(Account Account, IReadOnlyList<string> Methods, DateTimeOffset AuthenticatedOn, byte[]? CredentialId = null)
{
    /// <summary>How old a strong sign-in may be when somebody changes ways to sign in.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>More than one factor. Without it there is no administration and no change of keys.</summary>
    public bool IsStrong => Methods.Any(AuthenticationMethod.IsStrong);

    /// <summary>Whether the sign-in may still change ways to sign in, if it is strong.</summary>
    public bool IsFresh(DateTimeOffset now) => now - AuthenticatedOn <= Fresh;
}
