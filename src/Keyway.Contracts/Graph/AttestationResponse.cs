using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>WebAuthn L3 5.2.1 as JSON; the first two members are base64url.</summary>
/// <param name="Transports">How the key can be reached (5.8.4), as a browser's getTransports() says; null from a client that does not know.</param>
public sealed record AttestationResponse(
    [property: JsonPropertyName("clientDataJSON")] string ClientDataJson,
    [property: JsonPropertyName("attestationObject")] string AttestationObject,
    [property: JsonPropertyName("transports")] IReadOnlyList<string>? Transports = null);
