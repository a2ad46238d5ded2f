using System.Text.Json.Serialization;

namespace Keyway.Contracts.Devices;

/// <summary>The token service of a <see cref="TenantDiscovery"/>.</summary>
public sealed record AuthenticationService([property: JsonPropertyName("OAuth2")] AuthenticationServiceOAuth2 OAuth2);
