namespace Keyway.Connect.Synchronization;

/// <summary>The scope as a person named it.</summary>
/// <param name="Include">Distinguished names.</param>
/// <param name="Exclude">Distinguished names.</param>
/// <param name="Group">Account name or distinguished name; null for none.</param>
internal sealed record ScopeNames(IReadOnlyList<string> Include, IReadOnlyList<string> Exclude, string? Group)
{
    public bool IsEmpty => Include.Count == 0 && Exclude.Count == 0 && Group is null;
}
