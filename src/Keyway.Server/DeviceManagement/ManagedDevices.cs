using Keyway.Server.Devices;
using Keyway.Server.Storage;

namespace Keyway.Server.DeviceManagement;

/// <summary>How each device stands towards the profile, for those who look after it.</summary>
internal sealed class ManagedDevices(Store store, DeviceService devices, EffectiveSettings effective, TimeProvider time)
{
    /// <summary>A device speaks with the server every eight hours; one that is switched off over a weekend is not yet a finding.</summary>
    public static readonly TimeSpan OverdueAfter = TimeSpan.FromDays(3);

    public EnrolmentCounts Counts => store.Read(session => EnrolmentTable.Counts(session, time.GetUtcNow() - OverdueAfter));

    /// <summary>The device with this id; null when there is none.</summary>
    public ManagedDevice? Find(Guid id) => devices.Find(id) is { } device ? Of(device) : null;

    public ManagedDevice Of(Device device)
    {
        var enrolment = store.Read(session => EnrolmentTable.Find(session, device.Id));
        var wanted = effective.Of(device.Id, device.OwnerId);
        return new ManagedDevice(device, enrolment, wanted, StateOf(enrolment, wanted));
    }

    /// <summary>Enrolled devices in the order of their ids.</summary>
    public IReadOnlyList<ManagedDevice> Page(Guid? after, int count) =>
        [.. store.Read(session => EnrolmentTable.Page(session, after, count)).Select(enrolment => Find(enrolment.DeviceId)).OfType<ManagedDevice>()];

    private ManagedState StateOf(Enrolment? enrolment, IReadOnlyList<EffectiveSetting> wanted)
    {
        if (enrolment is null)
            return ManagedState.NotEnrolled;
        if (enrolment.LastContactOn < time.GetUtcNow() - OverdueAfter)
            return ManagedState.Overdue;
        if (enrolment.Settings is not { } reports)
            return ManagedState.Waiting;
        var known = reports.ToDictionary(report => report.Setting);
        if (wanted.All(setting => known.GetValueOrDefault(setting.Setting.Name)?.Reported == setting.Value))
            return ManagedState.AsWanted;
        return wanted.Any(setting => known.GetValueOrDefault(setting.Setting.Name) is { IsAsWanted: false } report && report.Wanted == setting.Value) ? ManagedState.Differs : ManagedState.Waiting;
    }
}
