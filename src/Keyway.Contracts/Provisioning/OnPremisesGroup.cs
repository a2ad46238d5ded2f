using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>The facts of a synced group that only the domain knows.</summary>
public sealed record OnPremisesGroup(
    [property: JsonPropertyName("samAccountName")] string SamAccountName,
    [property: JsonPropertyName("domainDnsName")] string DomainDnsName,
    [property: JsonPropertyName("securityIdentifier")] string SecurityIdentifier);
