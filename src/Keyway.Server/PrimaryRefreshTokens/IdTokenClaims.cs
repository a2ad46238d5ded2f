using System.Text.Json.Serialization;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>The id_token of a PRT response: it only informs the device, and is not signed.</summary>
internal sealed record IdTokenClaims(
    [property: JsonPropertyName("aud")] string Audience,
    [property: JsonPropertyName("iss")] string Issuer,
    [property: JsonPropertyName("iat")] long IssuedOn,
    [property: JsonPropertyName("nbf")] long NotBefore,
    [property: JsonPropertyName("exp")] long ExpiresOn,
    [property: JsonPropertyName("amr")] IReadOnlyList<string> Methods,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("oid")] Guid ObjectId,
    [property: JsonPropertyName("preferred_username")] string PreferredUserName,
    [property: JsonPropertyName("sub")] string Subject,
    [property: JsonPropertyName("tenant_display_name")] string TenantName,
    [property: JsonPropertyName("tid")] Guid TenantId,
    [property: JsonPropertyName("unique_name")] string UniqueName,
    [property: JsonPropertyName("upn")] string UserPrincipalName,
    [property: JsonPropertyName("ver")] string Version,
    [property: JsonPropertyName("onprem_sid")] string? OnPremisesSid = null,
    [property: JsonPropertyName("onprem_sam_account_name")] string? OnPremisesAccountName = null,
    [property: JsonPropertyName("onprem_domain")] string? OnPremisesDomain = null);
