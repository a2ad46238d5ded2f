using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>WebAuthn L3 5.3: an algorithm the server accepts.</summary>
/// <param name="Algorithm">A COSE algorithm such as -7.</param>
public sealed record PublicKeyParameter(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("alg")] int Algorithm);
