using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>A registered connector.</summary>
/// <param name="ClientSecret">Only in the answer to its registration.</param>
public sealed record ConnectorCredential(
    [property: JsonPropertyName("clientId")] Guid ClientId,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("domainDnsName")] string DomainDnsName,
    [property: JsonPropertyName("clientSecret")] string? ClientSecret = null);
