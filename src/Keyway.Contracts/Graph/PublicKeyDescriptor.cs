using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>WebAuthn L3 5.8.3: a credential that is there already.</summary>
/// <param name="Id">base64url.</param>
/// <param name="Transports">How the key can be reached; null when nobody said.</param>
public sealed record PublicKeyDescriptor(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("transports")] IReadOnlyList<string>? Transports = null);
