using System.Text.Json.Serialization;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>One model of security key among those that are registered.</summary>
/// <param name="People">Who has at least one of it.</param>
/// <param name="ShutOut">The candidate policy does not allow it.</param>
internal sealed record ModelImpact(
    [property: JsonPropertyName("aaGuid")] Guid Aaguid,
    [property: JsonPropertyName("keys")] int Keys,
    [property: JsonPropertyName("people")] int People,
    [property: JsonPropertyName("isShutOut")] bool ShutOut);
