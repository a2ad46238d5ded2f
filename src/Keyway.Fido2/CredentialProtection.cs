namespace Keyway.Fido2;

/// <summary>How well a key guards a credential that is used without naming it: the credProtect extension (CTAP 2.1 12.1).</summary>
public enum CredentialProtection
{
    /// <summary>The key reported no level.</summary>
    Unreported = 0,
    UserVerificationOptional = 1,
    UserVerificationOptionalWithCredentialIds = 2,
    UserVerificationRequired = 3,
}
