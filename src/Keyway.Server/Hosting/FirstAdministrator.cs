using System.Text.Json.Serialization;

namespace Keyway.Server.Hosting;

/// <summary>Who may set the server up.</summary>
/// <param name="Code">The one-time code, shown this once; null when the administrator needs none any more.</param>
/// <param name="Link">The same right as a link for a browser; using one spends both.</param>
internal sealed record FirstAdministrator(
    [property: JsonPropertyName("administrator")] string UserName,
    [property: JsonPropertyName("code")] string? Code,
    [property: JsonPropertyName("tenantId")] Guid TenantId,
    [property: JsonPropertyName("link")] string? Link = null)
{
    // Records print all they hold; this one holds the code and the link.
    public override string ToString() => $"FirstAdministrator {UserName}";
}
