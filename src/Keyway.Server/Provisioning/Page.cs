namespace Keyway.Server.Provisioning;

/// <summary>Some of the objects that a filter finds.</summary>
/// <param name="Total">How many there are in all.</param>
internal sealed record Page<T>(int Total, IReadOnlyList<T> Items);
