using System.Text.Json.Serialization;

namespace Keyway.Contracts.OAuth;

/// <summary>An issued access token (RFC 6749 5.1).</summary>
/// <param name="AccessToken">A signed JWT.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);
