using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>The answer to a bulk request, one entry a change, in order.</summary>
public sealed record ScimBulkResponse(
    [property: JsonPropertyName("schemas")] IReadOnlyList<string> Schemas,
    [property: JsonPropertyName("Operations")] IReadOnlyList<ScimBulkResult> Operations);
