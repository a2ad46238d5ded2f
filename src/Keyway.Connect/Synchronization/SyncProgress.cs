namespace Keyway.Connect.Synchronization;

/// <summary>How far a cycle is.</summary>
/// <param name="Done">Entries of the directory whose pages are written.</param>
/// <param name="Total">How many there are; null while nobody knows.</param>
/// <param name="IsWhole">The whole domain is compared, and not only what has changed.</param>
internal sealed record SyncProgress(int Done, int? Total, bool IsWhole);
