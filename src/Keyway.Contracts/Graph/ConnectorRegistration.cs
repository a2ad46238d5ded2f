using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>Asks for a connector: the account with which keyway-connect of one domain writes; <c>POST /v1.0/connectors</c>.</summary>
public sealed record ConnectorRegistration(
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("domainDnsName")] string DomainDnsName);
