using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The organisation a server serves.</summary>
/// <param name="TenantId">A GUID.</param>
public sealed record TenantInfo(
    [property: JsonPropertyName("TenantId")] Guid TenantId,
    [property: JsonPropertyName("TenantName")] string TenantName);
