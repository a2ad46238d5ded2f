using System.Text.Json.Serialization;

namespace Keyway.Server.Graph;

/// <summary>The body of <c>POST /v1.0/groups</c> and of its <c>PATCH</c>.</summary>
internal sealed record GroupChange([property: JsonPropertyName("displayName")] string DisplayName);
