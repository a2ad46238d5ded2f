namespace Keyway.Server.DeviceManagement;

/// <summary>How the enrolled devices stand.</summary>
/// <param name="Overdue">Without contact for longer than <see cref="ManagedDevices.OverdueAfter"/>.</param>
/// <param name="Differing">With a setting that was not as wanted at the end of the last session.</param>
internal sealed record EnrolmentCounts(long Enrolled, long Overdue, long Differing);
