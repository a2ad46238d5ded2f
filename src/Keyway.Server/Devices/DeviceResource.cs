using System.Text.Json.Serialization;

namespace Keyway.Server.Devices;

/// <summary>A device as administrators see it; a subset of the vendor's Graph resource.</summary>
internal sealed record DeviceResource(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("deviceId")] Guid DeviceId,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("accountEnabled")] bool AccountEnabled,
    [property: JsonPropertyName("operatingSystem")] string OperatingSystem,
    [property: JsonPropertyName("operatingSystemVersion")] string OperatingSystemVersion,
    [property: JsonPropertyName("registrationDateTime")] DateTimeOffset RegisteredOn,
    [property: JsonPropertyName("trustType")] string TrustType,
    [property: JsonPropertyName("registeredOwner")] Guid? Owner = null,
    [property: JsonPropertyName("onPremisesSyncEnabled")] bool? Synced = null,
    [property: JsonPropertyName("onPremisesSecurityIdentifier")] string? Sid = null)
{
    public static DeviceResource Of(Device device) => new(
        device.Id, device.Id, device.DisplayName, device.Enabled, device.DeviceType, device.OsVersion, device.RegisteredOn,
        device.JoinType == JoinType.Hybrid ? "ServerAd" : "AzureAd", device.OwnerId, device.JoinType == JoinType.Hybrid ? true : null, device.Sid);
}
