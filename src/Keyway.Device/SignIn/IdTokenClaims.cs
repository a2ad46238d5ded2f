using System.Text.Json.Serialization;

namespace Keyway.Device.SignIn;

/// <summary>What the id_token beside a primary refresh token tells. It is unsigned: the TLS channel vouches for it.</summary>
internal sealed record IdTokenClaims(
    [property: JsonPropertyName("oid")] Guid ObjectId,
    [property: JsonPropertyName("tid")] Guid TenantId,
    [property: JsonPropertyName("preferred_username")] string PreferredUserName,
    [property: JsonPropertyName("name")] string? Name = null,
    [property: JsonPropertyName("onprem_sid")] string? OnPremisesSid = null,
    [property: JsonPropertyName("onprem_sam_account_name")] string? OnPremisesAccountName = null,
    [property: JsonPropertyName("onprem_domain")] string? OnPremisesDomain = null);
