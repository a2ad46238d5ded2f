using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Registration;

/// <summary>The credential record to store (WebAuthn L3 7.1 step 27).</summary>
/// <param name="CredentialId">At most 1,023 bytes; the store must keep it unique over all users (step 26).</param>
/// <param name="PublicKey">Store its <see cref="CoseKey.Encoded"/>.</param>
/// <param name="SignCount">The first value of the signature counter.</param>
/// <param name="Aaguid">The key's model.</param>
/// <param name="BackupEligible">True for a credential that may be copied to other devices.</param>
/// <param name="BackupState">True when it is copied now.</param>
/// <param name="Attestation">What vouched for it.</param>
/// <param name="Extensions">The extension outputs that the key signed.</param>
public sealed record RegisteredCredential(
    ReadOnlyMemory<byte> CredentialId,
    CoseKey PublicKey,
    uint SignCount,
    Guid Aaguid,
    bool BackupEligible,
    bool BackupState,
    AttestationResult Attestation,
    AuthenticatorExtensions Extensions);
