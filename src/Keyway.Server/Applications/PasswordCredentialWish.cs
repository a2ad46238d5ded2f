using System.Text.Json.Serialization;

namespace Keyway.Server.Applications;

/// <summary>How a new secret shall be called and when it shall end.</summary>
internal sealed record PasswordCredentialWish(
    [property: JsonPropertyName("displayName")] string? DisplayName = null,
    [property: JsonPropertyName("endDateTime")] DateTimeOffset? EndDateTime = null);
