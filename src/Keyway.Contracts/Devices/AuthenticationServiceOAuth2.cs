using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The OAuth endpoints of an <see cref="AuthenticationService"/>.</summary>
public sealed record AuthenticationServiceOAuth2([property: JsonPropertyName("TokenEndpoint")] string TokenEndpoint);
