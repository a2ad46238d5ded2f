using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>A mail address (RFC 7643 4.1.2).</summary>
/// <param name="Type">Such as <c>work</c>; null when nobody said.</param>
public sealed record ScimEmail(
    [property: JsonPropertyName("value")] string Value,
    [property: JsonPropertyName("primary")] bool Primary,
    [property: JsonPropertyName("type")] string? Type = null);
