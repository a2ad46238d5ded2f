using System.Security.Cryptography.X509Certificates;
using Keyway.Contracts.Devices;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>Joins the computers of people.</summary>
internal sealed class CloudJoins(DurableWriter writer, DeviceAuthority authority, AuditLog audit, TimeProvider time)
{
    // The id of the vendor's role template "Global Administrator": clients make its SID a local administrator.
    private static readonly Guid GlobalAdministratorRole = new("62e90394-69f5-4237-9190-012177145e10");

    private const string LocalAdministrators = "S-1-5-32-544";

    /// <summary>How long a computer whose answer was lost may ask for it again.</summary>
    private static readonly TimeSpan Repeatable = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Joins a device: quota, keys never seen before, certificate; all or nothing. The same person who asks again with the same keys within minutes gets the
    /// same device and certificate, so that a lost answer leaves no device behind that nobody uses.
    /// </summary>
    /// <param name="owner">Who may sign in and may join, as just checked.</param>
    /// <param name="quota">How many devices a person may have, and join within a day.</param>
    public async Task<Result<DeviceJoinResponse>> JoinAsync(Account owner, DeviceJoin join, int quota, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var id = Guid.NewGuid();
        using var certificate = authority.Issue(id, owner.Id, join.DeviceKey, now);
        var device = new Device(
            id, owner.Id, join.DisplayName, join.DeviceType, join.OsVersion, JoinType.Cloud, join.TransportKeyBlob, Enabled: true, now, Sid: null, Version: 1);
        var deviceKey = DeviceKeys.HashOf(join.DeviceKey);
        var transportKey = DeviceKeys.HashOf(join.TransportKey);

        var written = await writer.WriteAsync<byte[]>(
            session =>
            {
                if (FindRepeated(session, owner, join, deviceKey, now) is { } repeated)
                    return repeated;
                if (DeviceTable.CountOf(session, owner.Id) >= quota || DeviceCertificates.CountOfJoins(session, owner.Id, now.AddDays(-1)) >= Math.Max(quota, 1) * 2L)
                    return Catalogue.Devices.QuotaReached;
                if (!DeviceKeys.TryUse(session, deviceKey, id, now) || !DeviceKeys.TryUse(session, transportKey, id, now))
                    return Catalogue.Devices.KeyReused;
                DeviceTable.Insert(session, device);
                DeviceCertificates.Insert(session, id, owner.Id, certificate, now);
                audit.Append(session, DeviceActivity.Joined, owner.Id, id, ("name", join.DisplayName));
                return certificate.RawData;
            },
            cancellation);
        if (!written.TryGet(out var issued, out var refusal))
            return refusal;

        return new DeviceJoinResponse(
            Describe(issued), new DeviceOwner(owner.UserName),
            [new LocalMembershipChange(LocalAdministrators, [DirectorySid.Of(GlobalAdministratorRole), DirectorySid.Of(owner.Id)])]);
    }

    /// <summary>An issued certificate as answers carry it.</summary>
    public static IssuedDeviceCertificate Describe(byte[] issued)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(issued);
        return new IssuedDeviceCertificate(certificate.Thumbprint, Convert.ToBase64String(issued));
    }

    /// <summary>The certificate of the very same join, or its refusal; null when the device key is new or joined anything else.</summary>
    private static Result<byte[]>? FindRepeated(StoreSession session, Account owner, DeviceJoin join, string deviceKey, DateTimeOffset now)
    {
        if (DeviceKeys.DeviceOf(session, deviceKey) is not { } id || DeviceTable.Find(session, id) is not { JoinType: JoinType.Cloud } device
            || device.OwnerId != owner.Id || now - device.RegisteredOn > Repeatable || !device.TransportKey.AsSpan().SequenceEqual(join.TransportKeyBlob)
            || DeviceCertificates.Newest(session, id, now) is not { } certificate || !certificate.IsFor(deviceKey))
        {
            return null;
        }

        return device.Enabled ? certificate.Der : Catalogue.Devices.DeviceDisabled;
    }
}
