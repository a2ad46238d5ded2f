namespace Keyway.Fido2.Attestation;

/// <summary>What a verification procedure is given (WebAuthn L3 6.5.3).</summary>
/// <param name="Statement">attStmt: one CBOR map, or the array of the compound format, still encoded.</param>
/// <param name="AuthenticatorData">authData, with an attested credential.</param>
/// <param name="Credential">The attested credential of <paramref name="AuthenticatorData"/>.</param>
/// <param name="ClientDataHash">SHA-256 of clientDataJSON, 32 bytes.</param>
public sealed record AttestationInput(
    ReadOnlyMemory<byte> Statement,
    AuthenticatorData AuthenticatorData,
    AttestedCredential Credential,
    ReadOnlyMemory<byte> ClientDataHash);
