using System.Text.Json.Serialization;

namespace Keyway.Contracts.Provisioning;

/// <summary>The facts of a synced computer that only the domain knows.</summary>
/// <param name="SamAccountName">With its <c>$</c>.</param>
/// <param name="SecurityIdentifier">objectSid, <c>S-1-5-21-…</c>.</param>
public sealed record OnPremisesDevice(
    [property: JsonPropertyName("samAccountName")] string SamAccountName,
    [property: JsonPropertyName("domainDnsName")] string DomainDnsName,
    [property: JsonPropertyName("securityIdentifier")] string SecurityIdentifier);
