using System.Text.Json.Serialization;

namespace Keyway.Server.Devices;

/// <summary>Who may join devices, and how many; a subset of the vendor's <c>deviceRegistrationPolicy</c>.</summary>
/// <param name="UserDeviceQuota">0 to 10,000.</param>
/// <param name="MultiFactor"><c>required</c> or <c>notRequired</c>.</param>
internal sealed record DevicePolicyDocument(
    [property: JsonPropertyName("userDeviceQuota")] int UserDeviceQuota,
    [property: JsonPropertyName("multiFactorAuthConfiguration")] string MultiFactor,
    [property: JsonPropertyName("azureADJoin")] DeviceJoinPolicy Join,
    [property: JsonPropertyName("id")] string? Id = null,
    [property: JsonPropertyName("displayName")] string? DisplayName = null,
    [property: JsonPropertyName("@odata.context")] string? Context = null);
