using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>WebAuthn L3 5.4 as JSON; binary members are base64url.</summary>
public sealed record PublicKeyCreationOptions(
    [property: JsonPropertyName("rp")] PublicKeyRelyingParty RelyingParty,
    [property: JsonPropertyName("user")] PublicKeyUser User,
    [property: JsonPropertyName("challenge")] string Challenge,
    [property: JsonPropertyName("pubKeyCredParams")] IReadOnlyList<PublicKeyParameter> Parameters,
    [property: JsonPropertyName("timeout")] int TimeoutMilliseconds,
    [property: JsonPropertyName("excludeCredentials")] IReadOnlyList<PublicKeyDescriptor> ExcludeCredentials,
    [property: JsonPropertyName("authenticatorSelection")] AuthenticatorSelection AuthenticatorSelection,
    [property: JsonPropertyName("attestation")] string Attestation,
    [property: JsonPropertyName("extensions")] CreationExtensions Extensions);
