namespace Keyway.Fido2.Assertion;

/// <summary>What the client sent back: the bytes of an AuthenticatorAssertionResponse (WebAuthn L3 5.2.2), each already decoded from base64url.</summary>
/// <param name="CredentialId">rawId.</param>
/// <param name="AuthenticatorData">The bytes that the key signed first.</param>
/// <param name="ClientDataJson">The client data exactly as hashed by the client.</param>
/// <param name="Signature">The signature over both.</param>
/// <param name="UserHandle">The user handle that the key keeps; null when the key sent none.</param>
public sealed record AssertionResponse(
    ReadOnlyMemory<byte> CredentialId,
    ReadOnlyMemory<byte> AuthenticatorData,
    ReadOnlyMemory<byte> ClientDataJson,
    ReadOnlyMemory<byte> Signature,
    ReadOnlyMemory<byte>? UserHandle);
