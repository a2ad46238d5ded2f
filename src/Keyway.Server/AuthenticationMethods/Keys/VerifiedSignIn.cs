using Keyway.Fido2.Assertion;
using Keyway.Server.Accounts;
using Keyway.Server.Tokens.Nonces;

namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>A sign-in whose every step held, but which is not yet recorded: only the write that spends the nonce makes it count.</summary>
/// <param name="Key">The record that the gesture was verified against.</param>
/// <param name="PasswordRenewed">The person's password is another one than the store knows of: <see cref="Account"/> tells, and the write must too.</param>
internal sealed record VerifiedSignIn(ServerNonce Nonce, SecurityKey Key, VerifiedAssertion Assertion, Account Account, bool PasswordRenewed = false);
