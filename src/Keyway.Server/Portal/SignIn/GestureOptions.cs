using System.Text.Json.Serialization;
using Keyway.Contracts.Graph;

namespace Keyway.Server.Portal.SignIn;

/// <summary>PublicKeyCredentialRequestOptions as far as the page's script needs them (WebAuthn L3 5.5).</summary>
/// <param name="Challenge">Signed as this text.</param>
/// <param name="Credentials">The only ones that will do; empty for any that the key has.</param>
internal sealed record GestureOptions(
    [property: JsonPropertyName("challenge")] string Challenge,
    [property: JsonPropertyName("rpId")] string RelyingPartyId,
    [property: JsonPropertyName("allowCredentials")] IReadOnlyList<PublicKeyDescriptor> Credentials);
