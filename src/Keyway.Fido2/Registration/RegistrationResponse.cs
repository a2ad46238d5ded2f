namespace Keyway.Fido2.Registration;

/// <summary>What the client sent back: the bytes of an AuthenticatorAttestationResponse (WebAuthn L3 5.2.1), each already decoded from base64url.</summary>
/// <param name="CredentialId">rawId.</param>
/// <param name="ClientDataJson">The client data exactly as hashed by the client.</param>
/// <param name="AttestationObject">The CBOR attestation object.</param>
public sealed record RegistrationResponse(
    ReadOnlyMemory<byte> CredentialId,
    ReadOnlyMemory<byte> ClientDataJson,
    ReadOnlyMemory<byte> AttestationObject);
