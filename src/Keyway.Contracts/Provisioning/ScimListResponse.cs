using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>A page of resources (RFC 7644 3.4.2).</summary>
public sealed record ScimListResponse<T>(
    [property: JsonPropertyName("schemas")] IReadOnlyList<string> Schemas,
    [property: JsonPropertyName("totalResults")] int TotalResults,
    [property: JsonPropertyName("startIndex")] int StartIndex,
    [property: JsonPropertyName("itemsPerPage")] int ItemsPerPage,
    [property: JsonPropertyName("Resources")] IReadOnlyList<T> Resources);
