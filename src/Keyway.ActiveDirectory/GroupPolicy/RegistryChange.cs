using System.Text;

namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>What one policy file, read from its first instruction to its last, does to one value of the registry.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Type">REG_ type of what it sets.</param>
/// <param name="Data">What it sets.</param>
public readonly record struct RegistryChange(RegistryChangeKind Kind, uint Type = 0, ReadOnlyMemory<byte> Data = default)
{
    private const string DeleteOne = "**del.";
    private const string DeleteAll = "**delvals.";
    private const string DeleteList = "**DeleteValues";
    private const string DeleteKeys = "**DeleteKeys";
    private const string Soft = "**soft.";
    private const uint RegSz = 1;

    /// <summary>Follows a file's instructions ([MS-GPREG] 3.2.5.1.3) for one value. Names do not mind case.</summary>
    public static RegistryChange Of(IEnumerable<PolicyRegistryEntry> entries, string key, string name)
    {
        var change = new RegistryChange(RegistryChangeKind.None);
        foreach (var entry in entries)
        {
            if (entry.Name.Equals(DeleteKeys, StringComparison.OrdinalIgnoreCase))
            {
                if (Listed(entry).Any(child => IsAtOrBelow(key, entry.Key + '\\' + child)))
                    change = new RegistryChange(RegistryChangeKind.Delete);
                continue;
            }

            if (!Same(entry.Key, key))
                continue;
            if (Same(entry.Name, name))
                change = new RegistryChange(RegistryChangeKind.Set, entry.Type, entry.Data);
            else if (Same(entry.Name, DeleteOne + name) || entry.Name.StartsWith(DeleteAll, StringComparison.OrdinalIgnoreCase)
                || (Same(entry.Name, DeleteList) && Listed(entry).Any(listed => Same(listed, name))))
                change = new RegistryChange(RegistryChangeKind.Delete);
            else if (Same(entry.Name, Soft + name))
                change = change.Kind switch
                {
                    RegistryChangeKind.None => new RegistryChange(RegistryChangeKind.SetWhenAbsent, entry.Type, entry.Data),
                    RegistryChangeKind.Delete => new RegistryChange(RegistryChangeKind.Set, entry.Type, entry.Data),
                    _ => change,
                };
        }

        return change;
    }

    private static string[] Listed(PolicyRegistryEntry entry) => entry.Type == RegSz
        ? Encoding.Unicode.GetString(entry.Data.Span).TrimEnd('\0').Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : [];

    private static bool IsAtOrBelow(string key, string above) => Same(key, above) || key.StartsWith(above + '\\', StringComparison.OrdinalIgnoreCase);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
