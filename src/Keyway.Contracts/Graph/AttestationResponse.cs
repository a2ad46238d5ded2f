using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>WebAuthn L3 5.2.1 as JSON; both members are base64url.</summary>
public sealed record AttestationResponse(
    [property: JsonPropertyName("clientDataJSON")] string ClientDataJson,
    [property: JsonPropertyName("attestationObject")] string AttestationObject);
