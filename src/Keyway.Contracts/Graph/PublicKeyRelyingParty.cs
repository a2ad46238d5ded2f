using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>WebAuthn L3 5.4.2.</summary>
public sealed record PublicKeyRelyingParty(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name);
