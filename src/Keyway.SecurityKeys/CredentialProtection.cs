namespace Keyway.SecurityKeys;

/// <summary>How far a key hides a credential from someone who has not proven to be its user (CTAP 2.1, 12.1 credProtect).</summary>
public enum CredentialProtection
{
    /// <summary>The extension is not asked for, or the key did not speak of it.</summary>
    Unspecified = 0,

    /// <summary>Usable without user verification.</summary>
    VerificationOptional = 1,

    /// <summary>Without user verification only usable by one who names its id.</summary>
    VerificationOptionalWithCredentialId = 2,

    /// <summary>Never usable, nor visible, without user verification.</summary>
    VerificationRequired = 3,
}
