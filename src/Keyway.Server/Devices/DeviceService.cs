using Keyway.Contracts.Devices;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>Joins devices and takes them away again.</summary>
internal sealed class DeviceService(Store store, DurableWriter writer, DeviceAuthority authority, DevicePolicy policy, AuditLog audit, TimeProvider time)
{
    // The id of the vendor's role template "Global Administrator": clients make its SID a local administrator.
    private static readonly Guid GlobalAdministratorRole = new("62e90394-69f5-4237-9190-012177145e10");

    private const string LocalAdministrators = "S-1-5-32-544";

    /// <summary>Joins a device: quota, keys never seen before, certificate; all or nothing.</summary>
    /// <param name="owner">Who may sign in, as just checked.</param>
    public async Task<Result<DeviceJoinResponse>> JoinAsync(Account owner, DeviceJoin join, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var id = Guid.NewGuid();
        using var certificate = authority.Issue(id, owner.Id, join.DeviceKey, now);
        var device = new Device(
            id, owner.Id, join.DisplayName, join.DeviceType, join.OsVersion, certificate.RawData, certificate.NotAfter.ToUniversalTime(), join.TransportKeyBlob,
            Enabled: true, now, Version: 1);
        string[] keys = [DeviceJoin.KeyHash(join.DeviceKey), DeviceJoin.KeyHash(join.TransportKey)];

        var written = await writer.WriteAsync<Device>(
            session =>
            {
                if (DeviceTable.CountOf(session, owner.Id) >= policy.MaximumPerPerson)
                    return Catalogue.Devices.QuotaReached;
                if (!keys.All(key => DeviceTable.TryUseKey(session, key, now)))
                    return Catalogue.Devices.KeyReused;
                DeviceTable.Insert(session, device);
                audit.Append(session, "device-joined", owner.Id, id, ("name", join.DisplayName));
                return device;
            },
            cancellation);
        if (!written.TryGet(out _, out var refusal))
            return refusal;

        return new DeviceJoinResponse(
            new IssuedDeviceCertificate(certificate.Thumbprint, Convert.ToBase64String(certificate.RawData)),
            new DeviceOwner(owner.UserName),
            [new LocalMembershipChange(LocalAdministrators, [DirectorySid.Of(GlobalAdministratorRole), DirectorySid.Of(owner.Id)])]);
    }

    /// <summary>The device with this id, enabled or not.</summary>
    public Device? Find(Guid id) => store.Read(session => DeviceTable.Find(session, id));

    /// <summary>All devices by name, at most this many.</summary>
    public IReadOnlyList<Device> List(int count) => store.Read(session => DeviceTable.List(session, count));

    /// <summary>Lets a device sign people in, or not, from the next request on.</summary>
    public Task<Result<Guid>> SetEnabledAsync(Guid id, bool enabled, Guid? actor, CancellationToken cancellation) => writer.WriteAsync<Guid>(
        session =>
        {
            if (!DeviceTable.SetEnabled(session, id, enabled))
                return Catalogue.Devices.DeviceNotFound;
            audit.Append(session, enabled ? "device-enabled" : "device-disabled", actor, id);
            return id;
        },
        cancellation);

    /// <summary>Removes a device for good; its keys stay spent.</summary>
    public Task<Result<Guid>> DeleteAsync(Guid id, Guid? actor, CancellationToken cancellation) => writer.WriteAsync<Guid>(
        session =>
        {
            if (!DeviceTable.Delete(session, id))
                return Catalogue.Devices.DeviceNotFound;
            audit.Append(session, "device-deleted", actor, id);
            return id;
        },
        cancellation);
}
