namespace Keyway.SecurityKeys;

/// <summary>One credential's proof of possession.</summary>
/// <param name="CredentialId">Which credential signed.</param>
/// <param name="AuthenticatorData">What the key says, as signed.</param>
/// <param name="Signature">Over authenticator data and client data hash; ECDSA signatures in DER.</param>
/// <param name="UserHandle">The user id of a discoverable credential, otherwise null.</param>
/// <param name="UserName">The account's name, when the key tells it.</param>
/// <param name="UserDisplayName">The person's name, when the key tells it.</param>
/// <param name="HmacSecret">32 bytes for each salt, otherwise null. A secret: the caller zeroes it.</param>
/// <param name="UserVerified">Whether the key verified its user.</param>
/// <param name="SignCount">The key's counter.</param>
public sealed record KeyAssertion(
    ReadOnlyMemory<byte> CredentialId,
    ReadOnlyMemory<byte> AuthenticatorData,
    ReadOnlyMemory<byte> Signature,
    ReadOnlyMemory<byte>? UserHandle,
    string? UserName,
    string? UserDisplayName,
    byte[]? HmacSecret,
    bool UserVerified,
    uint SignCount);
