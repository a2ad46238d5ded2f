namespace Keyway.Server.Portal.Sessions;

/// <summary>Where a person is signed in with a browser.</summary>
/// <param name="IdHash">SHA-256 of the cookie.</param>
/// <param name="Methods">How the person signed in: from <see cref="Tokens.AuthenticationMethod"/>.</param>
/// <param name="AuthenticatedOn">When the latest sign-in of the session was, UTC.</param>
/// <param name="SeenOn">When a page was last asked for, to five minutes.</param>
/// <param name="Address">From where it was begun.</param>
/// <param name="Browser">What the browser says it is, shortened.</param>
internal sealed record WebSession(
    byte[] IdHash,
    Guid UserId,
    IReadOnlyList<string> Methods,
    DateTimeOffset AuthenticatedOn,
    DateTimeOffset CreatedOn,
    DateTimeOffset SeenOn,
    DateTimeOffset ExpiresOn,
    string Address,
    string Browser);
