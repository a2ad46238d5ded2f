using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The answer of the nonce endpoint; <c>GET /EnrollmentServer/nonce/{tenant}/?api-version=1.0</c>.</summary>
/// <param name="Status">Spelt <c>ReponseStatus</c>, as the vendor spells it.</param>
/// <param name="Value">base64url of 40 bytes; valid for five minutes.</param>
public sealed record RegistrationNonce(
    [property: JsonPropertyName("ReponseStatus")] RegistrationNonceStatus Status,
    [property: JsonPropertyName("Value")] string Value);
