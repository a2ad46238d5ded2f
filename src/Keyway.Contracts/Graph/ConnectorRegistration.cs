using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>Asks for a connector: the account with which keyway-connect of one domain writes; <c>POST /v1.0/connectors</c>.</summary>
/// <param name="Certificate">base64 of the DER of an X.509 certificate by whose key the connector signs in (RFC 7523 2.2); without it the answer holds a secret.</param>
public sealed record ConnectorRegistration(
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("domainDnsName")] string DomainDnsName,
    [property: JsonPropertyName("certificate")] string? Certificate = null);
