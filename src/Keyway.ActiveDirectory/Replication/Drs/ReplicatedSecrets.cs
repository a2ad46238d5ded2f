using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>What a replication reply holds of one account's keys, still encrypted for the session.</summary>
/// <param name="Account">SID of the account; null when the reply names none.</param>
/// <param name="SupplementalCredentials">The attribute's value, encrypted; null when it was not replicated.</param>
/// <param name="PasswordVersion">How often unicodePwd changed: the version of the keys ([MS-KILE] 3.1.5.8); null when it was not replicated.</param>
internal sealed record ReplicatedSecrets(SecurityIdentifier? Account, byte[]? SupplementalCredentials, uint? PasswordVersion)
{
    /// <summary>The value of unicodePwd, encrypted: the NT hash; null when it was not replicated or is not there.</summary>
    public byte[]? Password { get; init; }
}
