using System.Text.Json.Serialization;

namespace Keyway.Contracts.OAuth;

/// <summary>The payload of a client assertion (RFC 7523 3), signed ES256, ES384, RS256 or PS256 by the key of the client's registered certificate.</summary>
/// <param name="Issuer">The client id; so is <paramref name="Subject"/>.</param>
/// <param name="Audience">One text: the token endpoint's URL, or <c>https://server/{tenant id}</c>.</param>
/// <param name="ExpiresOn">Seconds since 1970; so are the other times. At most ten minutes from now.</param>
/// <param name="TokenId">1 to 128 characters, new for each assertion: the server takes it once.</param>
public sealed record ClientAssertionClaims(
    [property: JsonPropertyName("iss")] string Issuer,
    [property: JsonPropertyName("sub")] string Subject,
    [property: JsonPropertyName("aud")] string Audience,
    [property: JsonPropertyName("exp")] long ExpiresOn,
    [property: JsonPropertyName("jti")] string TokenId,
    [property: JsonPropertyName("nbf")] long? NotBefore = null,
    [property: JsonPropertyName("iat")] long? IssuedOn = null);
