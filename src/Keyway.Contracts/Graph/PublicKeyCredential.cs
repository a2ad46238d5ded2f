using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>WebAuthn L3 5.1 as JSON.</summary>
/// <param name="Id">Credential id, base64url.</param>
public sealed record PublicKeyCredential(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("response")] AttestationResponse Response);
