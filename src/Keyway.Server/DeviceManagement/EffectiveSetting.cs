using Keyway.Contracts.DeviceManagement;

namespace Keyway.Server.DeviceManagement;

/// <summary>What a device is to have, and why.</summary>
/// <param name="Value">Null when nothing sets it: then the device's own sources decide.</param>
/// <param name="Sources">All that speak of it; assignments first.</param>
internal sealed record EffectiveSetting(ManagedSetting Setting, int? Value, IReadOnlyList<EffectiveSource> Sources);
