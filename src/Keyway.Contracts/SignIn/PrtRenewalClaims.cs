using System.Text.Json.Serialization;

namespace Keyway.Contracts.SignIn;

/// <summary>The payload of a request that is made with a primary refresh token ([MS-OAPXBC] 3.1.5.1.3), signed by <see cref="Jose.SessionKeyProof"/>.</summary>
/// <param name="ClientId">The broker's client id.</param>
/// <param name="RequestNonce">The server nonce.</param>
/// <param name="Scope">Space separated; with <c>aza</c> it asks for a new primary refresh token.</param>
/// <param name="GrantType"><c>refresh_token</c>.</param>
/// <param name="RefreshToken">The primary refresh token.</param>
/// <param name="Tgt">True asks for a partial TGT of the user's domain.</param>
/// <param name="WindowsVersion">The operating system's version as the device states it.</param>
public sealed record PrtRenewalClaims(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("request_nonce")] string RequestNonce,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("tgt")] bool Tgt = false,
    [property: JsonPropertyName("win_ver")] string? WindowsVersion = null)
{
    // Records print all they hold; this one holds the token.
    public override string ToString() => nameof(PrtRenewalClaims);
}
