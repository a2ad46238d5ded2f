namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>A primary refresh token as the store has it.</summary>
/// <param name="TokenHash">SHA-256 of the token.</param>
/// <param name="UserId">Whose.</param>
/// <param name="DeviceId">The computer that holds its session key.</param>
/// <param name="CredentialId">The credential whose gesture began the session.</param>
/// <param name="SealedSessionKey">The session key under the key-encryption key.</param>
internal sealed record HeldPrt(byte[] TokenHash, Guid UserId, Guid DeviceId, byte[] CredentialId, byte[] SealedSessionKey, DateTimeOffset IssuedOn, DateTimeOffset ExpiresOn);
