using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>A registered connector.</summary>
/// <param name="ClientSecret">Only in the answer to its registration, and never with a certificate.</param>
/// <param name="CertificateThumbprint">base64url of the SHA-256 of the certificate (<c>x5t#S256</c>, RFC 7515 4.1.8), or null for a connector with a secret.</param>
public sealed record ConnectorCredential(
    [property: JsonPropertyName("clientId")] Guid ClientId,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("domainDnsName")] string DomainDnsName,
    [property: JsonPropertyName("clientSecret")] string? ClientSecret = null,
    [property: JsonPropertyName("certificateThumbprint")] string? CertificateThumbprint = null);
