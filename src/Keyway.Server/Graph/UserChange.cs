using System.Text.Json.Serialization;

namespace Keyway.Server.Graph;

/// <summary>The body of <c>PATCH /v1.0/users/{id}</c>. What is absent stays. Nothing that a domain says of a person is among it.</summary>
internal sealed record UserChange(
    [property: JsonPropertyName("accountEnabled")] bool? AccountEnabled = null,
    [property: JsonPropertyName("displayName")] string? DisplayName = null,
    [property: JsonPropertyName("userPrincipalName")] string? UserPrincipalName = null,
    [property: JsonPropertyName("mail")] string? Mail = null,
    [property: JsonPropertyName("givenName")] string? GivenName = null,
    [property: JsonPropertyName("surname")] string? Surname = null);
