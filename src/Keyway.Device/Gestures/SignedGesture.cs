using Keyway.Contracts.SignIn;
using Keyway.SecurityKeys;

namespace Keyway.Device.Gestures;

/// <summary>A nonce signed by a security key for one account.</summary>
/// <param name="Assertion">As it crosses to the server.</param>
/// <param name="Key">As the key answered, its secret included when one was asked for.</param>
internal sealed record SignedGesture(SecurityKeyAssertion Assertion, KeyAssertion Key)
{
    /// <summary>The account's name as the key tells it, or null.</summary>
    public string? AccountName => Key.UserName;

    // Records print all they hold; this one may hold a secret.
    public override string ToString() => nameof(SignedGesture);
}
