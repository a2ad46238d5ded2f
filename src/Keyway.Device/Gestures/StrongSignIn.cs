using Keyway.Contracts.Devices;
using Keyway.Device.IdentityServer;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Gestures;

/// <summary>How a person proves who he is to get an access token: by a Temporary Access Pass, by a security key that is registered already, or in a browser elsewhere.</summary>
/// <param name="user">The user principal name; may be null when a key says who it is.</param>
/// <param name="pass">Gets the pass; null when none is used.</param>
/// <param name="gesture">Signs with the key; null when none is used.</param>
/// <param name="browser">Signs in elsewhere; null when a pass or a key is used.</param>
/// <param name="report">Where the steps are told.</param>
internal sealed class StrongSignIn(string? user, Func<Result<Secret>>? pass, NonceGesture? gesture, DeviceCodeSignIn? browser, JourneyReport report)
{
    /// <summary>Signs in.</summary>
    /// <param name="resource">The audience of the token.</param>
    /// <returns>A bearer token of a few minutes.</returns>
    public async Task<Result<string>> GetTokenAsync(IdentityServerClient server, TenantDiscovery tenant, string resource, CancellationToken cancellationToken)
    {
        var authority = tenant.TenantInfo.TenantId.ToString();
        if (pass is not null)
        {
            if (user is null)
                return Catalogue.Device.ProofMissing;
            if (!pass().TryGet(out var secret, out var unread))
                return unread;
            using (secret)
                return await report.StepAsync("Token", () => server.GetTokenAsync(authority, resource, user, new string(secret.Value), cancellationToken), _ => $"{user}, by Temporary Access Pass");
        }

        if (browser is not null)
            return await report.StepAsync("Token", () => browser.GetTokenAsync(server, authority, resource, cancellationToken), _ => "by a browser elsewhere");
        if (gesture is null)
            return Catalogue.Device.ProofMissing;
        if (!(await report.StepAsync("Nonce", () => server.GetNonceAsync(authority, cancellationToken), _ => $"from {server.Address}")).TryGet(out var nonce, out var refusal))
            return refusal;
        var service = tenant.KeywayService;
        if (!report.Step("Gesture", () => gesture.Sign(nonce, service.RelyingPartyId, service.Origin, user, cancellationToken), signed => signed.AccountName ?? "signed").TryGet(out var signed, out refusal))
            return refusal;
        return await report.StepAsync("Token", () => server.GetTokenAsync(authority, resource, nonce, signed.Assertion, cancellationToken), _ => $"{signed.AccountName ?? user ?? "signed in"}, by security key");
    }
}
