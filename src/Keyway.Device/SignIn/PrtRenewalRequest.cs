using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;

namespace Keyway.Device.SignIn;

/// <summary>A request with a primary refresh token, signed by its session key ([MS-OAPXBC] 3.1.5.1.3).</summary>
internal static class PrtRenewalRequest
{
    /// <summary>Signs the request.</summary>
    /// <param name="sessionKey">32 bytes.</param>
    /// <returns>A compact JWS.</returns>
    public static string Sign(ReadOnlySpan<byte> sessionKey, PrimaryRefreshToken token, string nonce)
    {
        var claims = new PrtRenewalClaims(ClientIds.Broker, nonce, "openid aza ugs", GrantTypes.RefreshToken, token.Value, Tgt: true, Environment.OSVersion.Version.ToString());
        var payload = JsonSerializer.SerializeToUtf8Bytes(claims, ContractsJson.Default.PrtRenewalClaims);
        try
        {
            return SessionKeyProof.Sign(sessionKey, payload);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(payload);
        }
    }
}
