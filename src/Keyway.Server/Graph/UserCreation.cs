using System.Text.Json.Serialization;

namespace Keyway.Server.Graph;

/// <summary>The body of <c>POST /v1.0/users</c>: a cloud-only person. A first sign-in method comes by a Temporary Access Pass, never with the person.</summary>
internal sealed record UserCreation(
    [property: JsonPropertyName("userPrincipalName")] string UserPrincipalName,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("accountEnabled")] bool AccountEnabled = true,
    [property: JsonPropertyName("mail")] string? Mail = null,
    [property: JsonPropertyName("givenName")] string? GivenName = null,
    [property: JsonPropertyName("surname")] string? Surname = null);
