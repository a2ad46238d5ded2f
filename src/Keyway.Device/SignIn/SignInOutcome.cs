using Keyway.Errors;

namespace Keyway.Device.SignIn;

/// <summary>How far a sign-in came: always to a primary refresh token, and to a session on premises or to the reason why not.</summary>
/// <param name="User">The user principal name that the server signed in.</param>
/// <param name="TokenExpires">Until when the primary refresh token could be used, UTC.</param>
/// <param name="OnPremises">The session, or why there is none.</param>
/// <param name="NotRemembered">Why <c>keyway status</c> will not tell of this sign-in, or null.</param>
internal sealed record SignInOutcome(string User, DateTimeOffset TokenExpires, Result<OpenedSession> OnPremises, Refusal? NotRemembered);
