using System.Buffers.Text;
using System.Text.Json.Serialization;

namespace Keyway.Contracts.SignIn;

/// <summary>What a security key signed, as WebAuthn's AuthenticationResponseJSON names it; every value is base64url without padding. The challenge is the ASCII of a server nonce.</summary>
/// <param name="Id">Credential id.</param>
/// <param name="AuthenticatorData">WebAuthn L3 6.1.</param>
/// <param name="ClientDataJson">WebAuthn L3 5.8.1, made by the device with the server's origin.</param>
/// <param name="Signature">Over authenticator data and the SHA-256 of the client data.</param>
/// <param name="UserHandle">The handle stored with a resident credential.</param>
public sealed record SecurityKeyAssertion(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("authenticatorData")] string AuthenticatorData,
    [property: JsonPropertyName("clientDataJSON")] string ClientDataJson,
    [property: JsonPropertyName("signature")] string Signature,
    [property: JsonPropertyName("userHandle")] string? UserHandle = null)
{
    /// <summary>Writes down what a key answered.</summary>
    public static SecurityKeyAssertion Of(
        ReadOnlySpan<byte> credentialId, ReadOnlySpan<byte> authenticatorData, ReadOnlySpan<byte> clientDataJson, ReadOnlySpan<byte> signature, ReadOnlyMemory<byte>? userHandle) =>
        new(
            Base64Url.EncodeToString(credentialId),
            Base64Url.EncodeToString(authenticatorData),
            Base64Url.EncodeToString(clientDataJson),
            Base64Url.EncodeToString(signature),
            userHandle is { } handle ? Base64Url.EncodeToString(handle.Span) : null);
}
