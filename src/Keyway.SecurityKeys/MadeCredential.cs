using Keyway.Fido2;

namespace Keyway.SecurityKeys;

/// <summary>A credential that a key has just made.</summary>
/// <param name="CredentialId">Its id, as the key chose it.</param>
/// <param name="AttestationObject">The CBOR map <c>fmt</c>, <c>attStmt</c>, <c>authData</c> of WebAuthn L3 6.5, ready for the relying party.</param>
/// <param name="AuthenticatorData">The authenticator data inside it.</param>
/// <param name="Aaguid">The model id of the key.</param>
/// <param name="UserVerified">Whether the key verified its user.</param>
/// <param name="Protection">The credProtect level that the key confirmed.</param>
/// <param name="HmacSecret">Whether the key confirmed hmac-secret.</param>
public sealed record MadeCredential(
    ReadOnlyMemory<byte> CredentialId,
    ReadOnlyMemory<byte> AttestationObject,
    ReadOnlyMemory<byte> AuthenticatorData,
    Guid Aaguid,
    bool UserVerified,
    CredentialProtection Protection,
    bool HmacSecret);
