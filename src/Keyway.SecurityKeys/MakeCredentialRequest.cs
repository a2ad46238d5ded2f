using Keyway.Fido2;

namespace Keyway.SecurityKeys;

/// <summary>What a relying party asks of a key that shall hold a new credential (CTAP 2.1, 6.1). The algorithm is ES256.</summary>
/// <param name="RelyingPartyId">The RP id, such as <c>login.contoso.com</c>.</param>
/// <param name="RelyingPartyName">The RP's name for people.</param>
/// <param name="UserId">The user handle, 1 to 64 bytes.</param>
/// <param name="UserName">The account's name, such as <c>alice@contoso.com</c>.</param>
/// <param name="UserDisplayName">The person's name.</param>
/// <param name="ClientDataHash">SHA-256 of the client data JSON, 32 bytes.</param>
public sealed record MakeCredentialRequest(
    string RelyingPartyId,
    string RelyingPartyName,
    ReadOnlyMemory<byte> UserId,
    string UserName,
    string UserDisplayName,
    ReadOnlyMemory<byte> ClientDataHash)
{
    /// <summary>Whether the key shall find the credential by the RP id alone.</summary>
    public bool Resident { get; init; } = true;

    /// <summary>Whether an answer without user verification (PIN, or the key's own such as a fingerprint) is refused.</summary>
    public bool RequireUserVerification { get; init; } = true;

    /// <summary>Credential ids of which none may be on the key already.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ExcludeCredentialIds { get; init; } = [];

    /// <summary>The credProtect level asked for; unreported: none. A key that confirms less is refused.</summary>
    public CredentialProtection Protection { get; init; }

    /// <summary>Whether the credential shall answer hmac-secret salts.</summary>
    public bool HmacSecret { get; init; }
}
