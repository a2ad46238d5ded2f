using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.AuthenticationMethods.Passes;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>Every way a person could sign in, and which of them the policies allow.</summary>
/// <param name="Keys">All that are registered.</param>
/// <param name="UsableKeys">Those of them that would sign in now.</param>
/// <param name="Code">The authenticator app, or null.</param>
/// <param name="CodeAllowed">The policy lets the person use codes.</param>
/// <param name="Pass">The latest pass, usable or not; it passes, and so counts for nothing here.</param>
internal sealed record MethodsOf(
    IReadOnlyList<SecurityKey> Keys, IReadOnlyList<SecurityKey> UsableKeys, OneTimeCodeMethod? Code, bool CodeAllowed, TemporaryAccessPass? Pass, PasswordKind Password)
{
    /// <summary>Password and code together are one strong way; either alone is none.</summary>
    public bool HasPasswordAndCode => Password != PasswordKind.None && Code is not null && CodeAllowed;

    public bool CanSignInStrongly => UsableKeys.Count > 0 || HasPasswordAndCode;

    /// <summary>Neither key nor authenticator app was ever registered, allowed or not.</summary>
    public bool HasNothingRegistered => Keys.Count == 0 && Code is null;

    /// <summary>Without the code there would be no strong way left.</summary>
    public bool IsCodeLastStrong => HasPasswordAndCode && UsableKeys.Count == 0;

    /// <summary>Without this key there would be no strong way left.</summary>
    public bool IsLastStrong(ReadOnlySpan<byte> credentialId) => !HasPasswordAndCode && UsableKeys is [var only] && credentialId.SequenceEqual(only.CredentialId);
}
