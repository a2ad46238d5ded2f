using System.Text.Json.Serialization;

namespace Keyway.Server.Hosting;

/// <summary>Who may set the server up.</summary>
/// <param name="Code">The one-time code, shown this once; null when the administrator needs none any more.</param>
internal sealed record FirstAdministrator(
    [property: JsonPropertyName("administrator")] string UserName,
    [property: JsonPropertyName("code")] string? Code,
    [property: JsonPropertyName("tenantId")] Guid TenantId)
{
    // Records print all they hold; this one holds the code.
    public override string ToString() => $"FirstAdministrator {UserName}";
}
