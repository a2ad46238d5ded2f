using System.Text.Json.Serialization;

namespace Keyway.Contracts.SignIn;

/// <summary>The payload of the signed PRT request ([MS-OAPXBC] 3.1.5.1.2.1), signed RS256 by the device key with the device certificate as <c>x5c</c>.</summary>
/// <param name="ClientId">The broker's client id.</param>
/// <param name="RequestNonce">The server nonce; the same one is the challenge of the assertion.</param>
/// <param name="Scope">Space separated; must contain <c>openid</c> and <c>aza</c>.</param>
/// <param name="GrantType"><see cref="OAuth.GrantTypes.SecurityKey"/>.</param>
/// <param name="Assertion">The security key's assertion.</param>
/// <param name="Tgt">True asks for a partial TGT of the user's domain.</param>
/// <param name="WindowsVersion">The operating system's version as the device states it.</param>
/// <param name="RenewedPassword">Ours: base64url of the domain's answer to a <see cref="PasswordQuestion"/> for the same nonce, a DER AP-REQ; null where no password was changed.</param>
public sealed record PrtRequestClaims(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("request_nonce")] string RequestNonce,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("assertion")] SecurityKeyAssertion Assertion,
    [property: JsonPropertyName("tgt")] bool Tgt = false,
    [property: JsonPropertyName("win_ver")] string? WindowsVersion = null,
    [property: JsonPropertyName("renewed_password")] string? RenewedPassword = null);
