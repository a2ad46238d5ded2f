using System.Security.Cryptography;
using Keyway.Contracts.Devices;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>Gives joined devices new certificates.</summary>
internal sealed class DeviceRenewals(DurableWriter writer, DeviceAuthority authority, AuditLog audit, TimeProvider time)
{
    /// <summary>How long the replaced certificate is still accepted when the new one is not used.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>
    /// A certificate for the present device key or for a new one. The old certificate ends with the first use of the new one, at the latest after a day. The same key
    /// again, before that first use, gets the same certificate; another key then replaces it.
    /// </summary>
    /// <param name="presented">As just recognised, by a proof of its key.</param>
    /// <param name="key">From <see cref="CertificateSigningRequest"/>.</param>
    public async Task<Result<IssuedDeviceCertificate>> RenewAsync(PresentedDevice presented, RSA key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var device = presented.Device;
        var keyHash = DeviceKeys.HashOf(key);
        var isPresentKey = keyHash == DeviceKeys.HashOf(device.DeviceKey);
        using var certificate = authority.Issue(device.Id, device.OwnerId, key, now);
        var written = await writer.WriteAsync<byte[]>(
            session =>
            {
                if (presented.Record(session, now) is { } refusal)
                    return refusal;
                if (DeviceCertificates.Newest(session, device.Id, now) is { Unused: true } pending && pending.Hash != device.CertificateHash && pending.IsFor(keyHash))
                    return pending.Der;
                if (DeviceCertificates.CountOf(session, device.Id, now.AddDays(-1)) >= HybridJoins.CertificatesADay)
                    return Catalogue.Devices.RenewedTooOften;
                if (!isPresentKey && !DeviceKeys.TryUse(session, keyHash, device.Id, now))
                    return Catalogue.Devices.KeyReused;
                DeviceCertificates.RevokeUnused(session, device.Id, device.CertificateHash, now);
                DeviceCertificates.Insert(session, device.Id, joinedBy: null, certificate, now);
                DeviceCertificates.EndOthers(session, device.Id, DeviceCertificates.HashOf(certificate.RawData), now + Overlap);
                audit.Append(session, DeviceActivity.Renewed, device.Id, null, ("newKey", isPresentKey ? "false" : "true"));
                return certificate.RawData;
            },
            cancellation);
        return written.TryGet(out var issued, out var refused) ? CloudJoins.Describe(issued) : refused;
    }
}
