using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>Where clients of the vendor's protocol put Windows Hello keys; this server refuses them there with a number.</summary>
public sealed record KeyProvisioningService(
    [property: JsonPropertyName("KeyProvisionEndpoint")] string KeyProvisionEndpoint,
    [property: JsonPropertyName("KeyProvisionResourceId")] string KeyProvisionResourceId,
    [property: JsonPropertyName("ServiceVersion")] string ServiceVersion);
