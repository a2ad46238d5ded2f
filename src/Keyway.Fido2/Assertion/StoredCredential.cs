using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Assertion;

/// <summary>The credential record as stored, found by the credential id of the response (WebAuthn L3 7.2 step 6).</summary>
/// <param name="CredentialId">Its id.</param>
/// <param name="PublicKey">Its public key; parse it once and keep it, parsing costs more than a verification.</param>
/// <param name="SignCount">The signature counter seen last.</param>
/// <param name="BackupEligible">As at registration.</param>
/// <param name="UserHandle">The handle of the user whom it belongs to.</param>
public sealed record StoredCredential(
    ReadOnlyMemory<byte> CredentialId,
    CoseKey PublicKey,
    uint SignCount,
    bool BackupEligible,
    ReadOnlyMemory<byte> UserHandle);
