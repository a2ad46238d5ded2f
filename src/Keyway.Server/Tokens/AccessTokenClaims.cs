using System.Text.Json.Serialization;

namespace Keyway.Server.Tokens;

/// <summary>The payload of our access tokens (RFC 7519, RFC 9068 in spirit).</summary>
/// <param name="ExpiresOn">Seconds since 1970; so are the other times.</param>
/// <param name="ObjectId">The person.</param>
/// <param name="ApplicationId">The connector.</param>
internal sealed record AccessTokenClaims(
    [property: JsonPropertyName("iss")] string Issuer,
    [property: JsonPropertyName("aud")] string Audience,
    [property: JsonPropertyName("tid")] Guid TenantId,
    [property: JsonPropertyName("iat")] long IssuedOn,
    [property: JsonPropertyName("nbf")] long NotBefore,
    [property: JsonPropertyName("exp")] long ExpiresOn,
    [property: JsonPropertyName("jti")] Guid TokenId,
    [property: JsonPropertyName("auth_time")] long AuthenticatedOn,
    [property: JsonPropertyName("amr")] IReadOnlyList<string> Methods,
    [property: JsonPropertyName("roles")] IReadOnlyList<string> Roles,
    [property: JsonPropertyName("oid")] Guid? ObjectId = null,
    [property: JsonPropertyName("appid")] Guid? ApplicationId = null,
    [property: JsonPropertyName("domain")] string? Domain = null);
