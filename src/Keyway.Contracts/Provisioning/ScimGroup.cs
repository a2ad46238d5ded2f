using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>A group (RFC 7643 4.2). Members are direct ones; nesting is by members of type Group.</summary>
public sealed record ScimGroup(
    [property: JsonPropertyName("schemas")] IReadOnlyList<string> Schemas,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("id")] string? Id = null,
    [property: JsonPropertyName("externalId")] string? ExternalId = null,
    [property: JsonPropertyName("members")] IReadOnlyList<ScimMember>? Members = null,
    [property: JsonPropertyName(ScimSchemas.OnPremises)] OnPremisesGroup? OnPremises = null,
    [property: JsonPropertyName("meta")] ScimMeta? Meta = null);
