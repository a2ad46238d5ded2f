using Keyway.Device.Gestures;
using Keyway.Errors;

namespace Keyway.Device.SignIn;

/// <summary>How far a sign-in came: always to a primary refresh token, and to a session on premises or to the reason why not.</summary>
/// <param name="Issued">What the server issued; its partial ticket has been used up.</param>
/// <param name="Gesture">What the key signed.</param>
/// <param name="OnPremises">The session, or why there is none.</param>
/// <param name="NotRemembered">Why <c>keyway status</c> will not tell of this sign-in, or null.</param>
internal sealed record SignInOutcome(IssuedToken Issued, SignedGesture Gesture, Result<OpenedSession> OnPremises, Refusal? NotRemembered);
