using System.Security.Cryptography;

namespace Keyway.Contracts.Jose;

/// <summary>
/// Working keys from the PRT session key: NIST SP 800-108 in counter mode with HMAC-SHA256, one block, label
/// <c>AzureAD-SecureConversation</c> ([MS-OAPXBC] 3.1.5.1.3).
/// </summary>
public static class SessionKeyDerivation
{
    private static ReadOnlySpan<byte> Label => "AzureAD-SecureConversation"u8;

    /// <summary>Version 1: the context alone.</summary>
    /// <param name="sessionKey">32 bytes.</param>
    /// <param name="context">Usually 24 random bytes.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] DeriveV1(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> context) =>
        SP800108HmacCounterKdf.DeriveBytes(sessionKey, HashAlgorithmName.SHA256, Label, context, 32);

    /// <summary>Version 2: SHA-256 over the context and the raw payload, so that a key serves one message only.</summary>
    public static byte[] DeriveV2(ReadOnlySpan<byte> sessionKey, ReadOnlySpan<byte> context, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(context);
        hash.AppendData(payload);
        return DeriveV1(sessionKey, hash.GetHashAndReset());
    }
}
