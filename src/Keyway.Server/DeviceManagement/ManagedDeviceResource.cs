using System.Text.Json.Serialization;

namespace Keyway.Server.DeviceManagement;

/// <summary>An enrolled device, as the API shows it.</summary>
/// <param name="State"><see cref="ManagedState"/> in camel case.</param>
internal sealed record ManagedDeviceResource(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("deviceName")] string DeviceName,
    [property: JsonPropertyName("enrolledDateTime")] DateTimeOffset EnrolledOn,
    [property: JsonPropertyName("lastContactDateTime")] DateTimeOffset LastContactOn,
    [property: JsonPropertyName("lastSyncDateTime")] DateTimeOffset? LastSessionOn,
    [property: JsonPropertyName("managementState")] string State,
    [property: JsonPropertyName("manufacturer")] string Manufacturer,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("clientVersion")] string ClientVersion,
    [property: JsonPropertyName("settings")] IReadOnlyList<ManagedSettingResource> Settings);
