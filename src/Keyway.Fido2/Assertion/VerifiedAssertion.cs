namespace Keyway.Fido2.Assertion;

/// <summary>What to write back to the credential record (WebAuthn L3 7.2 step 24).</summary>
/// <param name="SignCount">The new value of the signature counter.</param>
/// <param name="BackupState">Whether the credential is copied to other devices now.</param>
/// <param name="UserVerified">Always true: without user verification there is no assertion.</param>
/// <param name="Extensions">The extension outputs that the key signed.</param>
public sealed record VerifiedAssertion(uint SignCount, bool BackupState, bool UserVerified, AuthenticatorExtensions Extensions);
