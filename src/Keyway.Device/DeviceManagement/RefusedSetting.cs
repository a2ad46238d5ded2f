namespace Keyway.Device.DeviceManagement;

/// <summary>A command of the server that this computer did not carry out.</summary>
/// <param name="Target">The node as the server named it.</param>
/// <param name="Status">What it was told.</param>
internal sealed record RefusedSetting(string Target, int Status);
