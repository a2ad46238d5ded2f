using Keyway.Server.Search;

namespace Keyway.Server.Portal.Administration.Devices;

/// <summary>A row of the list of devices.</summary>
/// <param name="LastSignIn">The latest completed one at it; null when none is kept.</param>
internal sealed record ListedDevice(FoundDevice Found, DateTimeOffset? LastSignIn);
