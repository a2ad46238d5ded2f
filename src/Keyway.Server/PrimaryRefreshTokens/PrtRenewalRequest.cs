using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;
using Keyway.Errors;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>A request with a primary refresh token, taken apart; nothing in it is believed before its proof is verified ([MS-OAPXBC] 3.1.5.1.3).</summary>
internal sealed record PrtRenewalRequest(SessionKeyProof Proof, PrtRenewalClaims Claims)
{
    public static Result<PrtRenewalRequest> Read(string request)
    {
        if (!SessionKeyProof.Parse(request).TryGet(out var proof, out var refusal))
            return refusal;
        if (!ContractsJson.TryRead(proof.Payload, ContractsJson.Default.PrtRenewalClaims, out var claims))
            return new Refusal(Catalogue.PrimaryRefreshTokens.RequestMalformed, "claims");
        if (claims.GrantType != GrantTypes.RefreshToken)
            return Catalogue.PrimaryRefreshTokens.GrantUnknown;
        var scopes = claims.Scope.Split(' ');
        return scopes.Contains("openid") && scopes.Contains("aza") ? new PrtRenewalRequest(proof, claims) : Catalogue.PrimaryRefreshTokens.ScopeMissing;
    }
}
