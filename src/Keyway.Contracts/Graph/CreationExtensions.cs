using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>The extensions that the server asks for at registration.</summary>
public sealed record CreationExtensions(
    [property: JsonPropertyName("hmacCreateSecret")] bool HmacCreateSecret,
    [property: JsonPropertyName("enforceCredentialProtectionPolicy")] bool EnforceCredentialProtectionPolicy,
    [property: JsonPropertyName("credentialProtectionPolicy")] string CredentialProtectionPolicy);
