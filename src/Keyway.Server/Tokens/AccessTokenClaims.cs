using System.Text.Json.Serialization;

namespace Keyway.Server.Tokens;

/// <summary>The payload of our access tokens (RFC 7519, RFC 9068 in spirit).</summary>
/// <param name="ExpiresOn">Seconds since 1970; so are the other times.</param>
/// <param name="Roles">A person's roles; a connector's one; the names of an application's permissions.</param>
/// <param name="ObjectId">The person.</param>
/// <param name="ApplicationId">The connector or the application.</param>
/// <param name="Scope">Of a person's token: the permissions that it is limited to, by spaces, or <see cref="WholeScope"/>.</param>
/// <param name="IdentityType"><see cref="ApplicationIdentity"/> in an application's token.</param>
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
    [property: JsonPropertyName("domain")] string? Domain = null,
    [property: JsonPropertyName("scp")] string? Scope = null,
    [property: JsonPropertyName("idtyp")] string? IdentityType = null)
{
    /// <summary>The vendor's name for a token that may do all that its person may.</summary>
    public const string WholeScope = "user_impersonation";

    public const string ApplicationIdentity = "app";
}
