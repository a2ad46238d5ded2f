using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>Where a <see cref="TenantDiscovery"/> comes from.</summary>
public sealed record DiscoveryService(
    [property: JsonPropertyName("DiscoveryEndpoint")] string DiscoveryEndpoint,
    [property: JsonPropertyName("ServiceVersion")] string ServiceVersion);
