using Keyway.Server.Devices;

namespace Keyway.Server.Search;

/// <summary>A device and whose it is.</summary>
/// <param name="OwnerName">User principal name; null for a hybrid joined one, and for one whose owner is gone.</param>
internal sealed record FoundDevice(Device Device, string? OwnerName);
