using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Devices;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>Takes the <c>request</c> parameter apart ([MS-OAPXBC] 3.1.5.1.2.1).</summary>
internal static class PrtRequestReader
{
    public static Result<PrtRequest> Read(string request)
    {
        if (!DeviceJws.Parse(request).TryGet(out var jws, out var refusal))
            return refusal;
        if (!ContractsJson.TryRead(jws.Payload, ContractsJson.Default.PrtRequestClaims, out var claims))
            return new Refusal(Catalogue.PrimaryRefreshTokens.RequestMalformed, "claims");
        if (claims.GrantType != GrantTypes.SecurityKey)
            return Catalogue.PrimaryRefreshTokens.GrantUnknown;
        var scopes = claims.Scope.Split(' ');
        return scopes.Contains("openid") && scopes.Contains("aza") ? new PrtRequest(jws, claims) : Catalogue.PrimaryRefreshTokens.ScopeMissing;
    }
}
