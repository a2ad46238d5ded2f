namespace Keyway.Server.Search;

/// <summary>Devices that were found.</summary>
/// <param name="Next">The cursor of the next page; null at the last.</param>
internal sealed record DevicePage(IReadOnlyList<FoundDevice> Devices, string? Next);
