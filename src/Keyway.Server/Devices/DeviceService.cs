using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>The joined devices, for those who look after them.</summary>
internal sealed class DeviceService(Store store, DurableWriter writer, AuditLog audit, TimeProvider time)
{
    /// <summary>The device with this id, enabled or not.</summary>
    public Device? Find(Guid id) => store.Read(session => DeviceTable.Find(session, id));

    /// <summary>Devices in the order of their ids.</summary>
    /// <param name="after">Begin behind this id; null at the first.</param>
    public IReadOnlyList<Device> Page(Guid? after, int count) => store.Read(session => DeviceTable.Page(session, after, count));

    /// <summary>The devices that a person joined, the latest first.</summary>
    public IReadOnlyList<Device> OfOwner(Guid owner, int count) => store.Read(session => DeviceTable.OfOwner(session, owner, count));

    /// <summary>Lets a device sign people in, or not, from the next request on. What its domain disabled stays disabled.</summary>
    public Task<Result<Guid>> SetEnabledAsync(Guid id, bool enabled, Guid? actor, CancellationToken cancellation) => writer.WriteAsync<Guid>(
        session =>
        {
            if (DeviceTable.Find(session, id) is not { } before || !DeviceTable.SetEnabled(session, id, enabled, time.GetUtcNow()))
                return Catalogue.Devices.DeviceNotFound;
            audit.Append(session, enabled ? DeviceActivity.Enabled : DeviceActivity.Disabled, actor, id, ("before", before.Enabled ? "enabled" : "disabled"));
            return id;
        },
        cancellation);

    /// <summary>Removes a device for good; its keys stay spent. A computer that its domain still announces may join anew, with new keys.</summary>
    public Task<Result<Guid>> DeleteAsync(Guid id, Guid? actor, CancellationToken cancellation) => writer.WriteAsync<Guid>(
        session =>
        {
            if (DeviceTable.Find(session, id) is not { } before || !DeviceTable.Delete(session, id, time.GetUtcNow()))
                return Catalogue.Devices.DeviceNotFound;
            audit.Append(session, DeviceActivity.Deleted, actor, id, ("name", before.DisplayName), ("owner", before.OwnerId?.ToString() ?? "none"), ("enabled", before.Enabled ? "true" : "false"));
            return id;
        },
        cancellation);

    /// <summary>Removes a device that asks for it itself.</summary>
    /// <param name="presented">As just recognised.</param>
    public Task<Result<Guid>> LeaveAsync(PresentedDevice presented, CancellationToken cancellation) => writer.WriteAsync<Guid>(
        session =>
        {
            var now = time.GetUtcNow();
            var id = presented.Device.Id;
            if (presented.Record(session, now) is { } refusal)
                return refusal;
            DeviceTable.Delete(session, id, now);
            audit.Append(session, DeviceActivity.Left, id, null);
            return id;
        },
        cancellation);
}
