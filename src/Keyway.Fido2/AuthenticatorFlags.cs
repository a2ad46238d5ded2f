namespace Keyway.Fido2;

/// <summary>The flags byte of authenticator data (WebAuthn L3 6.1). Bits 1 and 5 are reserved and ignored.</summary>
[Flags]
public enum AuthenticatorFlags
{
    None = 0,

    /// <summary>UP: a person touched the key.</summary>
    UserPresent = 0x01,

    /// <summary>UV: the key checked a PIN or fingerprint.</summary>
    UserVerified = 0x04,

    /// <summary>BE: the credential may be copied to other devices.</summary>
    BackupEligible = 0x08,

    /// <summary>BS: the credential is copied to other devices now.</summary>
    BackupState = 0x10,

    /// <summary>AT: attested credential data follows.</summary>
    AttestedData = 0x40,

    /// <summary>ED: a map of extension outputs follows.</summary>
    ExtensionData = 0x80,
}
