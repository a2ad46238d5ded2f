using Keyway.Server.DeviceManagement;

namespace Keyway.Server.Portal.Administration.DeviceManagement;

/// <summary>A row of the list of devices under management.</summary>
/// <param name="OwnerName">User principal name; null when it is nobody's.</param>
internal sealed record ListedManagedDevice(ManagedDevice Managed, string? OwnerName);
