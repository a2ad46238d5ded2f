namespace Keyway.Server.Portal.SignIn;

/// <summary>How far one browser is with its sign-in; the browser keeps it, sealed.</summary>
/// <param name="Nonce">The only challenge that a gesture of this browser may sign.</param>
internal sealed record SignInState(DateTimeOffset ExpiresOn, string Nonce);
