using Keyway.Server.Devices;

namespace Keyway.Server.DeviceManagement;

/// <summary>A device under management as administrators see it.</summary>
/// <param name="Enrolment">Null when it is not enrolled.</param>
/// <param name="Effective">What it is to have now.</param>
internal sealed record ManagedDevice(Device Device, Enrolment? Enrolment, IReadOnlyList<EffectiveSetting> Effective, ManagedState State)
{
    /// <summary>What the last whole session found of a setting; null when there was none.</summary>
    public SettingReport? ReportOf(EffectiveSetting setting) => Enrolment?.Settings?.FirstOrDefault(report => report.Setting == setting.Setting.Name);
}
