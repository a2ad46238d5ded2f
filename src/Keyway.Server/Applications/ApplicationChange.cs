using System.Text.Json.Serialization;

namespace Keyway.Server.Applications;

/// <summary>The body of <c>POST</c> and <c>PATCH</c> of an application. Nothing else of it can be set so: not its credentials, and not its permissions.</summary>
internal sealed record ApplicationChange(
    [property: JsonPropertyName("displayName")] string? DisplayName = null,
    [property: JsonPropertyName("accountEnabled")] bool? AccountEnabled = null);
