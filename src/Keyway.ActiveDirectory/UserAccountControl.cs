namespace Keyway.ActiveDirectory;

/// <summary>Bits of userAccountControl that we read or write ([MS-ADTS] 2.2.16).</summary>
[Flags]
internal enum UserAccountControl : long
{
    AccountDisabled = 0x2,
    NormalAccount = 0x200,
    WorkstationTrust = 0x1000,

    /// <summary>SERVER_TRUST_ACCOUNT: a writable domain controller.</summary>
    ServerTrust = 0x2000,

    PasswordNeverExpires = 0x1_0000,
    SmartcardRequired = 0x4_0000,
    TrustedToAuthenticateForDelegation = 0x100_0000,

    /// <summary>PARTIAL_SECRETS_ACCOUNT: a read-only domain controller.</summary>
    PartialSecrets = 0x400_0000,
}
