using System.Text.Json.Serialization;

namespace Keyway.Server.Accounts;

/// <summary>A role as <c>/v1.0/roleManagement/directory/roleDefinitions</c> shows it.</summary>
/// <param name="Id">The vendor's template id.</param>
/// <param name="IsBuiltIn">Always: no role can be made.</param>
internal sealed record RoleDefinitionResource(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("templateId")] Guid TemplateId,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("isBuiltIn")] bool IsBuiltIn = true,
    [property: JsonPropertyName("isEnabled")] bool IsEnabled = true);
