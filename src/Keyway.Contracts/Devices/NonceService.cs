using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>Where a device asks for a nonce before it registers.</summary>
public sealed record NonceService(
    [property: JsonPropertyName("NonceEndpoint")] string NonceEndpoint,
    [property: JsonPropertyName("NonceResourceId")] string NonceResourceId,
    [property: JsonPropertyName("ServiceVersion")] string ServiceVersion);
