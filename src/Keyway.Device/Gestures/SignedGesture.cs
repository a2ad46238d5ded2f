using Keyway.Contracts.SignIn;

namespace Keyway.Device.Gestures;

/// <summary>A nonce signed by a security key for one account.</summary>
/// <param name="Assertion">As it crosses to the server.</param>
/// <param name="AccountName">The account's name as the key tells it, or null.</param>
internal sealed record SignedGesture(SecurityKeyAssertion Assertion, string? AccountName);
