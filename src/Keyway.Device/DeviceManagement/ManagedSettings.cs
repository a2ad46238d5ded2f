using Keyway.Contracts.DeviceManagement;
using Keyway.Device.Policies;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.DeviceManagement;

/// <summary>The values that device management has set on this computer: a source of policy among others, kept whole.</summary>
internal sealed class ManagedSettings(DeviceFolder folder)
{
    private static readonly (ManagedSetting Setting, PolicyName Policy)[] Known =
    [
        (ManagedSetting.UseSecurityKeyForSignin, PolicyName.SecurityKeySignIn), (ManagedSetting.OfflineDays, PolicyName.OfflineDays),
        (ManagedSetting.OfflineUnlocks, PolicyName.OfflineUnlocks), (ManagedSetting.LockOnRemoval, PolicyName.LockOnRemoval),
    ];

    private readonly PolicyFiles _files = new(folder);

    /// <summary>The values by the leaf's URI; KW3280 when the file is damaged.</summary>
    public Result<IReadOnlyDictionary<string, int>> Read() => _files.Read(PolicySource.DeviceManagement).TryGet(out var stored, out var refusal)
        ? Known.Join(stored.Settings, known => known.Policy, policy => policy.Name, (known, policy) => (known.Setting.Uri, policy.Value)).ToDictionary()
        : refusal;

    /// <summary>Puts values in the place of the former ones, and says when that was.</summary>
    /// <param name="values">By the leaf's URI.</param>
    public Result<string> Write(IReadOnlyDictionary<string, int> values, DateTimeOffset now) => _files.Write(
        PolicySource.DeviceManagement,
        [.. Known.Where(known => values.ContainsKey(known.Setting.Uri)).Select(known => new StoredPolicy(known.Policy, values[known.Setting.Uri], known.Setting.Uri))],
        now);
}
