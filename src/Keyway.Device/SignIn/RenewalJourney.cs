using System.Security.Cryptography;
using Keyway.Contracts.Jose;
using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.SignIn;

/// <summary>A signed-in person's session is renewed without them: Nonce, PRT request by the session key, Issue. Exchange and Open the session follow as at a sign-in.</summary>
internal sealed class RenewalJourney(JoinedState joined, IdentityServerClient server, JourneyReport report, TimeProvider time)
{
    /// <summary>Renews a token.</summary>
    /// <param name="token">The token as it is kept.</param>
    /// <param name="objectId">Whose.</param>
    /// <returns>What the server issued; its partial ticket is the caller's to use up.</returns>
    public async Task<Result<IssuedToken>> RunAsync(PrimaryRefreshToken token, Guid objectId, CancellationToken cancellationToken)
    {
        var tenant = joined.Device.TenantId;
        if (!(await report.StepAsync("Nonce", () => server.GetNonceAsync(tenant.ToString(), cancellationToken), _ => $"from {server.Address}")).TryGet(out var nonce, out var refusal))
            return refusal;
        if (!SessionKeyJwe.Unwrap(token.SessionKeyJwe, joined.Keys.TransportKey).TryGet(out var sessionKey, out refusal))
            return IssuedToken.NotOpened(refusal);
        try
        {
            var request = PrtRenewalRequest.Sign(sessionKey, token, nonce);
            if (!(await report.StepAsync("PRT request", () => server.RenewPrtAsync(tenant, request, cancellationToken), _ => "verified by the server")).TryGet(out var envelope, out refusal))
                return refusal;
            return report.Step("Issue", () => IssuedToken.OpenRenewed(envelope, tenant, sessionKey, token, objectId, time.GetUtcNow()), issued => issued.User);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sessionKey);
        }
    }
}
