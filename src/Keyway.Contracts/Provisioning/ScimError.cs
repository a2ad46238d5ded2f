using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>A refusal (RFC 7644 3.12).</summary>
/// <param name="Detail">Cause, remedy and our number.</param>
public sealed record ScimError(
    [property: JsonPropertyName("schemas")] IReadOnlyList<string> Schemas,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("scimType")] string? ScimType = null);
