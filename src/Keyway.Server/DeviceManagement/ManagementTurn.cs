using Keyway.Contracts.DeviceManagement;

namespace Keyway.Server.DeviceManagement;

/// <summary>What follows from a device's message.</summary>
/// <param name="Next">The session as it goes on; null when it is over.</param>
/// <param name="Settings">What is known of the settings now.</param>
/// <param name="Facts">From the first message; null later.</param>
internal sealed record ManagementTurn(SyncMlMessage Reply, ManagementSession? Next, IReadOnlyList<SettingReport> Settings, DeviceFacts? Facts = null);
