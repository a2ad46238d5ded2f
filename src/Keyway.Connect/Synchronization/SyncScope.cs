namespace Keyway.Connect.Synchronization;

/// <summary>What of a domain is synced. Names are as the directory writes them.</summary>
/// <param name="Include">Only what is below one of these; everything when there is none.</param>
/// <param name="Exclude">Nothing that is below one of these, whatever includes it.</param>
/// <param name="Group">Only this group, what is nested in it, and their members; null for no such bound.</param>
internal sealed record SyncScope(IReadOnlyList<string> Include, IReadOnlyList<string> Exclude, ScopeGroup? Group)
{
    public static SyncScope All { get; } = new([], [], null);

    /// <summary>The whole domain.</summary>
    public bool IsAll => Include.Count == 0 && Exclude.Count == 0 && Group is null;

    /// <summary>Whether the place of an object is within it.</summary>
    public bool HoldsPlace(string dn) => (Include.Count == 0 || Include.Any(place => IsBelow(dn, place))) && !Exclude.Any(place => IsBelow(dn, place));

    /// <summary>One comparable text.</summary>
    public override string ToString() => string.Join('\n',
        [.. Include.Select(place => "+" + place.ToLowerInvariant()).Order(StringComparer.Ordinal), .. Exclude.Select(place => "-" + place.ToLowerInvariant()).Order(StringComparer.Ordinal), Group is null ? "" : $"group {Group.Anchor:D}"]);

    // A comma within a name is escaped, so that a name cannot pass for a place.
    private static bool IsBelow(string dn, string place) =>
        dn.EndsWith(place, StringComparison.OrdinalIgnoreCase) && (dn.Length == place.Length || (dn[dn.Length - place.Length - 1] == ',' && !IsEscaped(dn, dn.Length - place.Length - 1)));

    private static bool IsEscaped(string dn, int index)
    {
        var slashes = 0;
        while (index - slashes > 0 && dn[index - slashes - 1] == '\\')
            slashes++;
        return slashes % 2 == 1;
    }
}
