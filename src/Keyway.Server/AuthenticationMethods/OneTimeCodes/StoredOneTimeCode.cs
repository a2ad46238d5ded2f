namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary>An authenticator app as the store keeps it.</summary>
/// <param name="SealedSecret">Under the key-encryption key, for this person.</param>
/// <param name="LastStep">The half minute whose code was taken last: no code up to it is taken again.</param>
internal sealed record StoredOneTimeCode(OneTimeCodeMethod Method, byte[] SealedSecret, long LastStep);
