using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>A person (RFC 7643 4.1).</summary>
/// <param name="ExternalId">The anchor: objectGUID in <c>D</c> form for a synced person.</param>
/// <param name="UserName">User principal name.</param>
public sealed record ScimUser(
    [property: JsonPropertyName("schemas")] IReadOnlyList<string> Schemas,
    [property: JsonPropertyName("userName")] string UserName,
    [property: JsonPropertyName("active")] bool Active,
    [property: JsonPropertyName("id")] string? Id = null,
    [property: JsonPropertyName("externalId")] string? ExternalId = null,
    [property: JsonPropertyName("displayName")] string? DisplayName = null,
    [property: JsonPropertyName("emails")] IReadOnlyList<ScimEmail>? Emails = null,
    [property: JsonPropertyName(ScimSchemas.OnPremises)] OnPremisesUser? OnPremises = null,
    [property: JsonPropertyName("meta")] ScimMeta? Meta = null);
