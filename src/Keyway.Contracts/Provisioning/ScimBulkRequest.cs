using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>Several changes in one request (RFC 7644 3.7).</summary>
public sealed record ScimBulkRequest(
    [property: JsonPropertyName("schemas")] IReadOnlyList<string> Schemas,
    [property: JsonPropertyName("Operations")] IReadOnlyList<ScimBulkOperation> Operations,
    [property: JsonPropertyName("failOnErrors")] int? FailOnErrors = null);
