using Keyway.Contracts.Devices;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>Joins devices and takes them away again.</summary>
internal sealed partial class DeviceService(Store store, DurableWriter writer, DeviceAuthority authority, DevicePolicy policy, TimeProvider time, ILogger<DeviceService> log)
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
                return device;
            },
            cancellation);
        if (!written.TryGet(out _, out var refusal))
            return refusal;

        LogJoined(id, owner.Id);
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
    public async Task<Result<Guid>> SetEnabledAsync(Guid id, bool enabled, Guid? by, CancellationToken cancellation)
    {
        var done = await writer.WriteAsync<Guid>(session => DeviceTable.SetEnabled(session, id, enabled) ? id : Catalogue.Devices.DeviceNotFound, cancellation);
        if (done.Succeeded)
            LogEnabled(id, enabled, by);
        return done;
    }

    /// <summary>Removes a device for good; its keys stay spent.</summary>
    public async Task<Result<Guid>> DeleteAsync(Guid id, Guid? by, CancellationToken cancellation)
    {
        var done = await writer.WriteAsync<Guid>(session => DeviceTable.Delete(session, id) ? id : Catalogue.Devices.DeviceNotFound, cancellation);
        if (done.Succeeded)
            LogDeleted(id, by);
        return done;
    }

    [LoggerMessage(LogLevel.Information, "Device {Device} joined by {Owner}")]
    private partial void LogJoined(Guid device, Guid owner);

    [LoggerMessage(LogLevel.Information, "Device {Device} enabled: {Enabled}, by {Administrator}")]
    private partial void LogEnabled(Guid device, bool enabled, Guid? administrator);

    [LoggerMessage(LogLevel.Information, "Device {Device} deleted by {Administrator}")]
    private partial void LogDeleted(Guid device, Guid? administrator);
}
