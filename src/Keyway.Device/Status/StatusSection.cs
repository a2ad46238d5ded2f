namespace Keyway.Device.Status;

/// <summary>A framed section of the status.</summary>
/// <param name="Title">Such as <c>Device State</c>.</param>
/// <param name="Rows">Labels and values, in order.</param>
internal sealed record StatusSection(string Title, IReadOnlyList<(string Label, string Value)> Rows);
