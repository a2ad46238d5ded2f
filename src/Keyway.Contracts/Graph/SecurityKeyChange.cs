using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>Renames a security key; <c>PATCH …/fido2Methods/{id}</c>.</summary>
public sealed record SecurityKeyChange([property: JsonPropertyName("displayName")] string DisplayName);
