using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>WebAuthn L3 5.4.4.</summary>
public sealed record AuthenticatorSelection(
    [property: JsonPropertyName("authenticatorAttachment")] string AuthenticatorAttachment,
    [property: JsonPropertyName("requireResidentKey")] bool RequireResidentKey,
    [property: JsonPropertyName("userVerification")] string UserVerification);
