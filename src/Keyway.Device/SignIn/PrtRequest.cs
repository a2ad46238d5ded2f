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
    /// <returns>A compact JWS that names the device by its certificate.</returns>
    public static string Sign(JoinedState joined, string nonce, SecurityKeyAssertion assertion)
    {
        var claims = new PrtRequestClaims(ClientIds.Broker, nonce, "openid aza ugs", GrantTypes.SecurityKey, assertion, Tgt: true, Environment.OSVersion.Version.ToString());
        return joined.Sign(JsonSerializer.SerializeToUtf8Bytes(claims, ContractsJson.Default.PrtRequestClaims));
    }
}
