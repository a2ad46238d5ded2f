namespace Keyway.Server.Graph.Queries;

/// <summary>A page of a list.</summary>
/// <param name="More">True when another page follows.</param>
/// <param name="Total">How many there are in all, when that was asked for.</param>
internal sealed record GraphFound<T>(IReadOnlyList<T> Items, bool More, long? Total);
