using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.OAuth;
using Keyway.Device.Gestures;
using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Joining;

/// <summary>
/// Cloud join: Discover, Device keys, a strong sign-in, Join, Remember. The keys are written before the server hears of them and
/// <c>device.json</c> last, so that a kill leaves the old join or none; the next run takes the same keys to the same server, which gives the same device.
/// </summary>
internal sealed class JoinJourney(DeviceFolder folder, IdentityServerClient server, StrongSignIn signIn, JourneyReport report, TimeProvider time)
{
    private const int CloudJoined = 0;

    /// <summary>Goes the whole way.</summary>
    public async Task<Result<JoinedDevice>> RunAsync(JoinOrder order, CancellationToken cancellationToken)
    {
        if (!folder.MakeReady().TryGet(out _, out var refusal))
            return refusal;
        if (!folder.Lock().TryGet(out var heldLock, out refusal))
            return refusal;
        using var held = heldLock;
        var state = new DeviceState(folder);
        var keyFolders = new KeyFolders(folder);
        var before = state.ReadDescription();
        if (before.Succeeded && !order.Replace)
            return new Refusal(Catalogue.Device.AlreadyJoined, $"{before.Value.TenantName}, device {before.Value.DeviceId}");
        if (!before.Succeeded && before.Refusal.Error != Catalogue.Device.NotJoined && !order.Replace)
            return before.Refusal;
        if (state.ReadPending().Succeeded)
            return Catalogue.Device.HybridJoinBegun;

        if (!(await report.StepAsync("Discover", () => server.DiscoverAsync(cancellationToken), found => $"{found.TenantInfo.TenantName} at {server.Address}"))
            .TryGet(out var tenant, out refusal))
            return refusal;

        if (!report.Step("Device keys", () => keyFolders.Prepare(before.Succeeded ? before.Value.KeyFolder : null, order.Keys), made => $"RSA-2048, {made.Store.Provider}")
            .TryGet(out var keys, out refusal))
            return refusal;

        using (keys)
        {
            if (!(await signIn.GetTokenAsync(server, tenant, Resources.DeviceRegistration, cancellationToken)).TryGet(out var token, out refusal))
                return refusal;

            if (!(await report.StepAsync("Join", () => JoinAsync(order, tenant, token, keys, cancellationToken), joined => $"device {joined.DeviceId}"))
                .TryGet(out var device, out refusal))
            {
                // These keys were a device's that is gone: nothing can be joined by them any more.
                if (refusal.Error == Catalogue.Devices.KeyReused)
                    keyFolders.RemoveAllBut(before.Succeeded ? before.Value.KeyFolder : null);
                return refusal;
            }

            return report.Step("Remember", () => Remembering.MakeTrue(folder, device), _ => folder.Path);
        }
    }

    private async Task<Result<JoinedDevice>> JoinAsync(JoinOrder order, TenantDiscovery tenant, string token, DeviceKeys keys, CancellationToken cancellationToken)
    {
        var reply = await server.JoinAsync(
            token,
            new DeviceJoinRequest(
                new DeviceCertificateRequest("pkcs10", Convert.ToBase64String(DeviceCertificate.Request(keys.DeviceKey))),
                Convert.ToBase64String(RsaPublicKeyBlob.Write(keys.TransportKey)),
                order.User is { } user ? user[(user.IndexOf('@', StringComparison.Ordinal) + 1)..] : string.Empty,
                "Linux",
                Environment.OSVersion.Version.ToString(),
                order.DisplayName,
                CloudJoined),
            cancellationToken);
        if (!reply.TryGet(out var answer, out var refusal))
            return refusal;
        if (!DeviceCertificate.Read(answer.Certificate, keys.DeviceKey, tenant.TenantInfo.TenantId, time.GetUtcNow(), out var deviceId).TryGet(out var certificate, out refusal))
            return refusal;
        using (certificate)
        {
            return new JoinedDevice(
                deviceId,
                tenant.TenantInfo.TenantId,
                tenant.TenantInfo.TenantName,
                server.Address.Origin,
                tenant.KeywayService.RelyingPartyId,
                tenant.KeywayService.Origin,
                Convert.ToBase64String(certificate.RawDataMemory.Span),
                answer.User.Upn,
                time.GetUtcNow(),
                keys.Folder,
                order.Trust.Pem,
                Tpm: keys.Store.Tpm);
        }
    }
}
