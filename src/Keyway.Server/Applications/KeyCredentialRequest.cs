using System.Text.Json.Serialization;

namespace Keyway.Server.Applications;

/// <summary>The body of <c>addKey</c>.</summary>
/// <param name="Key">One X.509 certificate, base64 of its DER; only its public key and dates count.</param>
internal sealed record KeyCredentialRequest(
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("displayName")] string? DisplayName = null);
