namespace Keyway.Server.DeviceManagement;

/// <summary>What a device says of itself at the begin of a session (./DevInfo); for people only.</summary>
internal sealed record DeviceFacts(string Manufacturer, string Model, string ClientVersion);
