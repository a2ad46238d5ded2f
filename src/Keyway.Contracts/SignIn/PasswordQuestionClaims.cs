using System.Text.Json.Serialization;

namespace Keyway.Contracts.SignIn;

/// <summary>Ours: the payload of a device's request for a <see cref="PasswordQuestion"/>, signed like a PRT request.</summary>
/// <param name="RequestNonce">The server nonce of the sign-in that it is for; nothing is spent by asking.</param>
/// <param name="GrantType"><see cref="OAuth.GrantTypes.RenewedPassword"/>.</param>
/// <param name="Domain">DNS name of the domain in which a password was changed.</param>
public sealed record PasswordQuestionClaims(
    [property: JsonPropertyName("request_nonce")] string RequestNonce,
    [property: JsonPropertyName("grant_type")] string GrantType,
    [property: JsonPropertyName("domain")] string Domain);
