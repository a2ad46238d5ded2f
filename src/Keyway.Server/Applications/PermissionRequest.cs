using System.Text.Json.Serialization;

namespace Keyway.Server.Applications;

/// <summary>The body of <c>POST …/permissions</c>.</summary>
/// <param name="Permission">By its name.</param>
internal sealed record PermissionRequest([property: JsonPropertyName("permission")] string Permission);
