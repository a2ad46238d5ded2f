using Keyway.Server.Devices;

namespace Keyway.Server.Portal.Administration.Devices;

/// <summary>Computers in words.</summary>
internal static class DeviceText
{
    public static string Of(JoinType type) => type == JoinType.Hybrid ? "Hybrid joined" : "Cloud joined";
}
