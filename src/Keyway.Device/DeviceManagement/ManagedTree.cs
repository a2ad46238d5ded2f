using System.Globalization;
using Keyway.Contracts.DeviceManagement;

namespace Keyway.Device.DeviceManagement;

/// <summary>
/// The nodes of this computer that device management knows: a leaf for each <see cref="ManagedSetting"/> that it has set, and DevInfo, which is read only. The values are a working copy until somebody
/// keeps them.
/// </summary>
/// <param name="values">What device management has set, by the leaf's URI.</param>
/// <param name="facts">The leaves of DevInfo.</param>
internal sealed class ManagedTree(IReadOnlyDictionary<string, int> values, IReadOnlyDictionary<string, string> facts)
{
    private readonly Dictionary<string, int> _values = new(values);

    public IReadOnlyDictionary<string, int> Values => _values;

    /// <summary>Carries a command out.</summary>
    /// <param name="data">What a Get found; null for all else.</param>
    /// <returns>The status: 200, 400, 404, 405, 418.</returns>
    public int Apply(SyncMlCommand command, out string? data)
    {
        data = null;
        if (command.Items is not [{ Target: { } uri } item])
            return SyncMl.BadRequest;
        if (facts.TryGetValue(uri, out var fact))
        {
            data = command.Verb == SyncMlVerb.Get ? fact : null;
            return data is null ? SyncMl.NotAllowed : SyncMl.Ok;
        }

        if (ManagedSetting.At(uri) is not { } setting)
            return IsInterior(uri) ? SyncMl.NotAllowed : SyncMl.NotFound;
        switch (command.Verb)
        {
            case SyncMlVerb.Get:
                data = _values.TryGetValue(uri, out var value) ? value.ToString(CultureInfo.InvariantCulture) : null;
                return data is null ? SyncMl.NotFound : SyncMl.Ok;
            case SyncMlVerb.Add:
                return _values.ContainsKey(uri) ? SyncMl.AlreadyExists : Set(setting, item);
            case SyncMlVerb.Replace:
                return _values.ContainsKey(uri) ? Set(setting, item) : SyncMl.NotFound;
            case SyncMlVerb.Delete:
                return _values.Remove(uri) ? SyncMl.Ok : SyncMl.NotFound;
            default:
                return SyncMl.NotAllowed;
        }
    }

    private int Set(ManagedSetting setting, SyncMlItem item)
    {
        if (item.Format is not (null or "int") || setting.Read(item.Data) is not { } value)
            return SyncMl.BadRequest;
        _values[setting.Uri] = value;
        return SyncMl.Ok;
    }

    private bool IsInterior(string uri) => ManagedSetting.All.Select(setting => setting.Uri).Concat(facts.Keys).Any(leaf => leaf.StartsWith(uri + "/", StringComparison.Ordinal));
}
