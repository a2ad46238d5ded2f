using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>Common metadata (RFC 7643 3.1).</summary>
/// <param name="Version">The entity tag, such as <c>W/"3"</c>.</param>
public sealed record ScimMeta(
    [property: JsonPropertyName("resourceType")] string ResourceType,
    [property: JsonPropertyName("created")] DateTimeOffset? Created = null,
    [property: JsonPropertyName("lastModified")] DateTimeOffset? LastModified = null,
    [property: JsonPropertyName("location")] string? Location = null,
    [property: JsonPropertyName("version")] string? Version = null);
