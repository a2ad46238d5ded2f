using System.Globalization;
using Keyway.Device.IdentityServer;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Gestures;

/// <summary>A sign-in in a browser elsewhere (RFC 8628): this computer shows an address and a code, and asks until the person has allowed it there.</summary>
/// <param name="screen">Where address and code are shown.</param>
internal sealed class DeviceCodeSignIn(Screen screen, TimeProvider time)
{
    /// <summary>What RFC 8628 3.5 adds to the interval at each slow_down.</summary>
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    /// <summary>An interval of zero would be a flood, and the RFC's own is 5 seconds.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Shows the code and waits.</summary>
    /// <returns>The access token, or why nobody is signed in.</returns>
    public async Task<Result<string>> GetTokenAsync(IdentityServerClient server, string authority, string resource, CancellationToken cancellationToken)
    {
        if (!(await server.GetDeviceCodeAsync(authority, resource, cancellationToken)).TryGet(out var begun, out var refusal))
            return refusal;
        var until = time.GetUtcNow().AddSeconds(begun.ExpiresIn);
        screen.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Open {Shown.Line(begun.VerificationUri)} in a browser, on any device, and enter the code {Shown.Line(begun.UserCode)} within {begun.ExpiresIn / 60} minutes."));

        var interval = TimeSpan.FromSeconds(Math.Max(begun.Interval, Shortest.TotalSeconds));
        while (time.GetUtcNow() + interval < until)
        {
            await Task.Delay(interval, time, cancellationToken);
            if ((await server.RedeemDeviceCodeAsync(authority, begun.DeviceCode, cancellationToken)).TryGet(out var token, out refusal))
                return token;

            // RFC 8628 3.5: a network that fails is a reason to ask less often, not to give up.
            if (refusal.Error == Catalogue.Device.ServerUnreachable)
                interval = interval * 2 < Longest ? interval * 2 : Longest;
            else if (refusal.Error == Catalogue.Device.AskedTooOften)
                interval += SlowDown;
            else if (refusal.Error != Catalogue.Device.CodeNotUsedYet)
                return refusal;
        }

        return Catalogue.Device.CodeExpired;
    }
}
