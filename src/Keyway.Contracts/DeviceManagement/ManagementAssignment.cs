using System.Text.Json.Serialization;

namespace Keyway.Contracts.DeviceManagement;

/// <summary>Values for some devices.</summary>
/// <param name="TargetType"><see cref="Group"/> or <see cref="Device"/>.</param>
/// <param name="TargetId">A group of people, which means the devices that they own, or one device.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ManagementAssignment(
    [property: JsonPropertyName("targetType")] string TargetType,
    [property: JsonPropertyName("targetId")] Guid TargetId,
    [property: JsonPropertyName("settings")] ManagedValues Settings)
{
    public const string Group = "group";
    public const string Device = "device";
}
