using System.Text.Json.Serialization;

namespace Keyway.Contracts.Jose;

/// <summary>A public key on a curve as JWK (RFC 7518 6.2.1). Whether it is a point of the curve, only its import tells.</summary>
/// <param name="KeyType">Always <c>EC</c>.</param>
/// <param name="Curve">Only <c>P-256</c> is spoken here.</param>
/// <param name="X">base64url of 32 bytes; so is Y.</param>
public sealed record EcPublicJwk(
    [property: JsonPropertyName("kty")] string KeyType,
    [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y);
