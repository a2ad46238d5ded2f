using System.Text.Json.Serialization;

namespace Keyway.Device.SignIn;

/// <summary>A primary refresh token as the server gave it. Its session key stays wrapped to this computer's transport key: whoever copies both can do nothing without that key.</summary>
/// <param name="Value">Opaque.</param>
/// <param name="SessionKeyJwe">The session key, wrapped.</param>
internal sealed record PrimaryRefreshToken(
    [property: JsonPropertyName("refreshToken")] string Value,
    [property: JsonPropertyName("sessionKeyJwe")] string SessionKeyJwe)
{
    // Records print all they hold; this one holds the token.
    public override string ToString() => nameof(PrimaryRefreshToken);
}
