using System.Text.Json.Serialization;

namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary>An authenticator app as the API shows it.</summary>
internal sealed record OneTimeCodeDescription(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("createdDateTime")] DateTimeOffset Created,
    [property: JsonPropertyName("lastUsedDateTime")] DateTimeOffset? LastUsed);
