using Keyway.Errors;

namespace Keyway.Device.SignIn;

/// <summary>What a sign-in is for.</summary>
/// <param name="User">The account's name, or null when the key says who it is.</param>
/// <param name="PlaceOf">Where the session of the person whom the server signed in is opened; a refusal ends the sign-in, nothing was opened then.</param>
/// <param name="Changed">What the server shall hear from the domain first; null when no password was changed.</param>
internal sealed record SignInOrder(string? User, Func<IssuedToken, Result<SessionPlace>> PlaceOf, ChangedPassword? Changed = null);
