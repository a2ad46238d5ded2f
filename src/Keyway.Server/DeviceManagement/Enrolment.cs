namespace Keyway.Server.DeviceManagement;

/// <summary>A device that enrolled itself, and what the last sessions found.</summary>
/// <param name="LastContactOn">The last message of any kind, UTC.</param>
/// <param name="LastSessionOn">The last session that came to its end; null before the first.</param>
/// <param name="Settings">What that one found; null before the first.</param>
internal sealed record Enrolment(Guid DeviceId, DateTimeOffset EnrolledOn, DateTimeOffset LastContactOn, DateTimeOffset? LastSessionOn, DeviceFacts Facts, IReadOnlyList<SettingReport>? Settings);
