using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>A made credential with the name its owner gave the key; <c>POST …/fido2Methods</c>.</summary>
public sealed record SecurityKeyRegistration(
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("publicKeyCredential")] PublicKeyCredential PublicKeyCredential);
