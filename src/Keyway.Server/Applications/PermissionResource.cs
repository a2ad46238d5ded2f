using System.Text.Json.Serialization;
using Keyway.Server.Tokens;

namespace Keyway.Server.Applications;

/// <summary>A permission as the API shows it.</summary>
internal sealed record PermissionResource(
    [property: JsonPropertyName("permission")] string Permission,
    [property: JsonPropertyName("grantedDateTime")] DateTimeOffset GrantedOn,
    [property: JsonPropertyName("grantedBy")] Guid GrantedBy)
{
    public static PermissionResource Of(GrantedPermission grant) => new(grant.Permission.Name(), grant.GrantedOn, grant.GrantedBy);
}
