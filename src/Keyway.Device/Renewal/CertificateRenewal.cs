using Keyway.Contracts.Devices;
using Keyway.Device.IdentityServer;
using Keyway.Device.Joining;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Renewal;

/// <summary>
/// A new certificate for the same device key, before the old one ends. The server lets the old one hold until the new one is used, and <c>device.json</c>
/// is replaced whole: a kill leaves a certificate that is good.
/// </summary>
internal sealed class CertificateRenewal(DeviceFolder folder, TimeProvider time)
{
    /// <summary>A certificate is renewed in the last fifth of its time.</summary>
    private const int LastPart = 5;

    /// <summary>Whether it is time.</summary>
    public static bool IsDue(JoinedState joined, DateTimeOffset now)
    {
        var (from, until) = (joined.Certificate.NotBefore.ToUniversalTime(), joined.Certificate.NotAfter.ToUniversalTime());
        return until - now < (until - from) / LastPart;
    }

    /// <summary>Renews.</summary>
    /// <returns>Until when the new certificate is valid, UTC.</returns>
    public async Task<Result<DateTimeOffset>> RunAsync(CancellationToken cancellationToken)
    {
        var state = new DeviceState(folder);
        if (!state.ReadDescription().TryGet(out _, out var refusal) || !folder.Lock().TryGet(out var held, out refusal))
            return refusal;
        using var locked = held;

        // Read under the lock: a join may have ended in between.
        if (!state.ReadJoined().TryGet(out var joined, out refusal))
            return refusal;
        using (joined)
        {
            if (!DeviceServiceClient.Open(joined).TryGet(out var server, out refusal))
                return refusal;
            using (server)
            {
                var request = new DeviceRenewalRequest(new DeviceCertificateRequest("pkcs10", Convert.ToBase64String(DeviceCertificate.Request(joined.Keys.DeviceKey))));
                if (!(await server.RenewAsync(request, cancellationToken)).TryGet(out var answer, out refusal)
                    || !DeviceCertificate.Read(answer, joined.Keys.DeviceKey, joined.Device.TenantId, time.GetUtcNow(), out var deviceId).TryGet(out var certificate, out refusal))
                    return refusal;
                using (certificate)
                {
                    if (deviceId != joined.Device.DeviceId)
                        return new Refusal(Catalogue.Device.CertificateNotOurs, "another device id than this computer's");
                    var renewed = joined.Device with { Certificate = Convert.ToBase64String(certificate.RawDataMemory.Span) };
                    return state.Write(renewed).TryGet(out _, out refusal) ? new DateTimeOffset(certificate.NotAfter.ToUniversalTime()) : refusal;
                }
            }
        }
    }
}
