using System.Buffers.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;
using Keyway.Device.State;

namespace Keyway.Device.SignIn;

/// <summary>The journey's step <i>PRT request</i>: the assertion inside a JWS by the device key ([MS-OAPXBC] 3.1.5.1.2.1).</summary>
internal static class PrtRequest
{
    /// <summary>Signs the request.</summary>
    /// <param name="renewedPassword">The domain's answer to the server's question of a changed password; null for none.</param>
    /// <returns>A compact JWS that names the device by its certificate.</returns>
    public static string Sign(JoinedState joined, string nonce, SecurityKeyAssertion assertion, byte[]? renewedPassword = null)
    {
        var claims = new PrtRequestClaims(ClientIds.Broker, nonce, "openid aza ugs", GrantTypes.SecurityKey, assertion, Tgt: true, Environment.OSVersion.Version.ToString(),
            renewedPassword is null ? null : Base64Url.EncodeToString(renewedPassword));
        return joined.Sign(JsonSerializer.SerializeToUtf8Bytes(claims, ContractsJson.Default.PrtRequestClaims));
    }

    /// <summary>Signs the request for the server's question of a changed password.</summary>
    /// <param name="nonce">Of the sign-in that the answer is for.</param>
    /// <param name="domain">In which the password was changed.</param>
    public static string SignQuestion(JoinedState joined, string nonce, string domain) =>
        joined.Sign(JsonSerializer.SerializeToUtf8Bytes(new PasswordQuestionClaims(nonce, GrantTypes.RenewedPassword, domain), ContractsJson.Default.PasswordQuestionClaims));
}
