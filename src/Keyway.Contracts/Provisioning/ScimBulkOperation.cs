using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>One change of a bulk request.</summary>
/// <param name="Method">POST, PUT, PATCH or DELETE.</param>
/// <param name="Path">Such as <c>/Users</c> or <c>/Users/{id}</c>.</param>
/// <param name="Data">The body that the single request would carry.</param>
public sealed record ScimBulkOperation(
    [property: JsonPropertyName("method")] string Method,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("bulkId")] string? BulkId = null,
    [property: JsonPropertyName("version")] string? Version = null,
    [property: JsonPropertyName("data")] JsonElement? Data = null);
