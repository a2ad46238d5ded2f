namespace Keyway.Server.Devices;

/// <summary>What must be looked up anew for each request of a device.</summary>
internal sealed record DeviceStanding(Guid Id, bool Enabled, DateTimeOffset NotAfter, long Version);
