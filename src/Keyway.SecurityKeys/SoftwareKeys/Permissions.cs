namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>What a PIN/UV auth token is good for (CTAP 2.1, 6.5.5.7).</summary>
[Flags]
internal enum Permissions : byte
{
    None = 0,
    MakeCredential = 0x01,
    GetAssertion = 0x02,
    CredentialManagement = 0x04,
    BioEnrollment = 0x08,
    LargeBlobWrite = 0x10,
    AuthenticatorConfiguration = 0x20,
}
