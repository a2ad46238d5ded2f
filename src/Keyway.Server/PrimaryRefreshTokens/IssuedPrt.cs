using Keyway.Contracts.SignIn;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>A primary refresh token that is made but not yet recorded.</summary>
/// <param name="TokenHash">SHA-256 of the token: all that the store keeps of it.</param>
/// <param name="SealedSessionKey">The session key under the key-encryption key.</param>
/// <param name="KerberosServer"><c>domain/name</c> of the Kerberos server whose partial TGT is in the reply; null when none is.</param>
/// <param name="Reply">What the device gets once the write is durable.</param>
internal sealed record IssuedPrt(byte[] TokenHash, byte[] SealedSessionKey, DateTimeOffset IssuedOn, string? KerberosServer, PrtResponse Reply)
{
    // Records print all they hold; this one holds the token.
    public override string ToString() => $"IssuedPrt {Convert.ToHexStringLower(TokenHash.AsSpan(0, 4))}";
}
