using System.Text.Json.Serialization;

namespace Keyway.Contracts.DeviceManagement;

/// <summary>What device management sets: <c>/v1.0/deviceManagement/securityKeyProfile</c>.</summary>
/// <param name="Settings">For every device.</param>
/// <param name="Assignments">For some; a setting that one of them makes is not taken from <paramref name="Settings"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ManagementProfile(
    [property: JsonPropertyName("settings")] ManagedValues Settings,
    [property: JsonPropertyName("assignments")] IReadOnlyList<ManagementAssignment> Assignments);
