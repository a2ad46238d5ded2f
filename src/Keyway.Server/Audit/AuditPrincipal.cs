using System.Text.Json.Serialization;

namespace Keyway.Server.Audit;

/// <summary>Who did it, or to whom, as the vendor's API shows it.</summary>
internal sealed record AuditPrincipal(
    [property: JsonPropertyName("id")] Guid? Id,
    [property: JsonPropertyName("userPrincipalName")] string? UserPrincipalName);
