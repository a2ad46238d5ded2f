using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>A registered security key (the vendor's fido2AuthenticationMethod).</summary>
/// <param name="Id">Credential id, base64url.</param>
/// <param name="AttestationLevel"><c>attested</c> or <c>notAttested</c>.</param>
/// <param name="PasskeyType"><c>deviceBound</c> or <c>synced</c>.</param>
public sealed record SecurityKeyMethod(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("createdDateTime")] DateTimeOffset Created,
    [property: JsonPropertyName("aaGuid")] Guid Aaguid,
    [property: JsonPropertyName("attestationLevel")] string AttestationLevel,
    [property: JsonPropertyName("passkeyType")] string? PasskeyType = null,
    [property: JsonPropertyName("transports")] IReadOnlyList<string>? Transports = null,
    [property: JsonPropertyName("lastUsedDateTime")] DateTimeOffset? LastUsed = null);
