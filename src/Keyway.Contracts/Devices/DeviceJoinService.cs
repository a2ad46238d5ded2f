using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The join service of a <see cref="TenantDiscovery"/>.</summary>
public sealed record DeviceJoinService(
    [property: JsonPropertyName("JoinEndpoint")] string JoinEndpoint,
    [property: JsonPropertyName("JoinResourceId")] string JoinResourceId,
    [property: JsonPropertyName("ServiceVersion")] string ServiceVersion);
