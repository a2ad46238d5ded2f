using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>Who has which role; <c>POST /v1.0/roleManagement/directory/roleAssignments</c>.</summary>
/// <param name="PrincipalId">Object id of the person.</param>
/// <param name="RoleDefinitionId">The vendor's template id of the role.</param>
/// <param name="DirectoryScopeId">Always <see cref="WholeDirectory"/>.</param>
/// <param name="Id">By the server.</param>
public sealed record RoleAssignment(
    [property: JsonPropertyName("principalId")] Guid PrincipalId,
    [property: JsonPropertyName("roleDefinitionId")] Guid RoleDefinitionId,
    [property: JsonPropertyName("directoryScopeId")] string DirectoryScopeId = RoleAssignment.WholeDirectory,
    [property: JsonPropertyName("id")] string? Id = null)
{
    public const string WholeDirectory = "/";
}
