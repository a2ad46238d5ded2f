using System.Text.Json.Serialization;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>The content of <c>client_info</c>: who, and in which tenant.</summary>
internal sealed record ClientInfoClaims(
    [property: JsonPropertyName("uid")] Guid UserId,
    [property: JsonPropertyName("utid")] Guid TenantId);
