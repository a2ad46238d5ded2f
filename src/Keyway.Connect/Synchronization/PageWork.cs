namespace Keyway.Connect.Synchronization;

/// <summary>What a page leaves to be sent.</summary>
internal sealed class PageWork
{
    /// <summary>Before creations: a name that one leaves may be another's.</summary>
    public List<SyncChange> Updates { get; } = [];

    public List<SyncChange> Creations { get; } = [];

    /// <summary>Numbers of groups and members in the state whose membership may have to be sent.</summary>
    public HashSet<(long Group, long Member)> Memberships { get; } = [];

    /// <summary>Why the page cannot be applied and everything must be read anew; null when it can.</summary>
    public string? FullBecause { get; set; }
}
