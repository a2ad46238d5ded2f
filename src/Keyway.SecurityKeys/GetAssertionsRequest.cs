namespace Keyway.SecurityKeys;

/// <summary>What a relying party asks of a key that shall prove possession (CTAP 2.1, 6.2).</summary>
/// <param name="RelyingPartyId">The RP id.</param>
/// <param name="ClientDataHash">SHA-256 of the client data JSON, 32 bytes.</param>
public sealed record GetAssertionsRequest(string RelyingPartyId, ReadOnlyMemory<byte> ClientDataHash)
{
    /// <summary>The credentials that may answer; empty: every discoverable one of the RP.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> AllowCredentialIds { get; init; } = [];

    /// <summary>Whether an answer without user verification (PIN, or the key's own such as a fingerprint) is refused.</summary>
    public bool RequireUserVerification { get; init; } = true;

    /// <summary>hmac-secret salts: none, one or two, 32 bytes each. Every assertion then carries a secret of as many times 32 bytes.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> HmacSecretSalts { get; init; } = [];
}
