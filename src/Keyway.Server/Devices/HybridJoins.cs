using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts.Devices;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>Joins the computers of domains.</summary>
internal sealed class HybridJoins(Store store, DurableWriter writer, DeviceAuthority authority, AuditLog audit, TimeProvider time)
{
    /// <summary>How many certificates one device may be given within a day, whatever it asks for.</summary>
    public const int CertificatesADay = 10;

    /// <summary>
    /// Completes a hybrid join: proof, keys never seen before, certificate; all or nothing. The same keys again get the same certificate. Other keys of a joined
    /// device end the former ones: who holds the key in the domain is the computer.
    /// </summary>
    /// <param name="id">objectGUID.</param>
    public async Task<Result<DeviceJoinResponse>> JoinAsync(Guid id, HybridJoin join, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // Asked before a certificate is made, so that a stranger costs no signature and no write.
        if (JoinProof.Check(store.Read(session => HybridDevices.Find(session, id)), join, now) is { } refused)
            return refused;

        using var certificate = authority.Issue(id, ownerId: null, join.Join.DeviceKey, now);
        var written = await writer.WriteAsync(session => Write(session, id, join, certificate, now), cancellation);
        return written.TryGet(out var issued, out var refusal)
            ? new DeviceJoinResponse(CloudJoins.Describe(issued), new DeviceOwner(""), [])
            : refusal;
    }

    private Result<byte[]> Write(StoreSession session, Guid id, HybridJoin join, X509Certificate2 certificate, DateTimeOffset now)
    {
        // The connector may have written meanwhile.
        if (JoinProof.Check(HybridDevices.Find(session, id), join, now) is { } refusal)
            return refusal;
        var before = DeviceTable.Find(session, id);
        if (before is { JoinType: JoinType.Cloud })
            return Catalogue.Devices.IdTaken;
        if (before is { Enabled: false })
            return Catalogue.Devices.DeviceDisabled;

        var deviceKey = DeviceKeys.HashOf(join.Join.DeviceKey);
        if (before is not null && before.TransportKey.AsSpan().SequenceEqual(join.Join.TransportKeyBlob)
            && DeviceCertificates.Newest(session, id, now) is { } newest && newest.IsFor(deviceKey))
        {
            return newest.Der;
        }

        if (!JoinProof.Spend(session, id, join))
            return Catalogue.Devices.ProofSpent;
        if (DeviceCertificates.CountOf(session, id, now.AddDays(-1)) >= CertificatesADay)
            return Catalogue.Devices.RenewedTooOften;
        if (!DeviceKeys.TryUse(session, deviceKey, id, now) || !DeviceKeys.TryUse(session, DeviceKeys.HashOf(join.Join.TransportKey), id, now))
            return Catalogue.Devices.KeyReused;

        var device = new Device(
            id, OwnerId: null, join.Join.DisplayName, join.Join.DeviceType, join.Join.OsVersion, JoinType.Hybrid, join.Join.TransportKeyBlob, Enabled: true, now, join.Sid, Version: 1);
        if (before is null)
            DeviceTable.Insert(session, device);
        else
            DeviceTable.Rejoin(session, device);
        DeviceCertificates.Supersede(session, id, now);
        DeviceCertificates.Insert(session, id, joinedBy: null, certificate, now);
        audit.Append(session, before is null ? DeviceActivity.HybridJoined : DeviceActivity.HybridRejoined, id, null, ("name", join.Join.DisplayName), ("sid", join.Sid));
        return certificate.RawData;
    }
}
