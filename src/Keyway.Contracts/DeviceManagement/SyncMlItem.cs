namespace Keyway.Contracts.DeviceManagement;

/// <summary>What a command is about.</summary>
/// <param name="Target">Target/LocURI; null when there is none.</param>
/// <param name="Source">Source/LocURI.</param>
/// <param name="Format">Meta/Format, such as <c>int</c>.</param>
/// <param name="Type">Meta/Type.</param>
/// <param name="Data">Null when there is no Data element; an empty one is an empty text.</param>
public sealed record SyncMlItem(string? Target = null, string? Source = null, string? Format = null, string? Type = null, string? Data = null);
