using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>What became of one change.</summary>
/// <param name="Status">The HTTP status as a string.</param>
/// <param name="Location">The resource's address when it was made or changed.</param>
/// <param name="Response">A <see cref="ScimError"/> when it was refused.</param>
public sealed record ScimBulkResult(
    [property: JsonPropertyName("method")] string Method,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("bulkId")] string? BulkId = null,
    [property: JsonPropertyName("version")] string? Version = null,
    [property: JsonPropertyName("location")] string? Location = null,
    [property: JsonPropertyName("response")] ScimError? Response = null);
