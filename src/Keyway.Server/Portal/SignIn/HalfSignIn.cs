namespace Keyway.Server.Portal.SignIn;

/// <summary>A sign-in whose password was right and whose code is awaited; the browser keeps it, sealed, so that the password need not be kept anywhere.</summary>
/// <param name="VerifiedOn">When the password was right.</param>
internal sealed record HalfSignIn(DateTimeOffset ExpiresOn, Guid UserId, DateTimeOffset VerifiedOn);
