using Keyway.Errors;

namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>Whether a person could sign in with a security key now.</summary>
/// <param name="MethodRefusal">Why the policy lets the person use none, or null.</param>
/// <param name="KeyRefusal">Why none of the registered keys will do, or null.</param>
/// <param name="Registered">How many keys.</param>
/// <param name="Usable">How many of them are of an allowed model.</param>
internal sealed record SecurityKeyStanding(Refusal? MethodRefusal, Refusal? KeyRefusal, int Registered, int Usable)
{
    public bool CanSignIn => MethodRefusal is null && KeyRefusal is null;
}
