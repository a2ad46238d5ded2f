using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>The Kerberos servers of one domain; <c>GET /kerberosServers/{domain}</c>.</summary>
/// <param name="DomainIsSynced">False when nobody was ever synced from the domain: a publication will be refused with KW2424.</param>
public sealed record KerberosServerList(
    [property: JsonPropertyName("value")] IReadOnlyList<KerberosServerState> Value,
    [property: JsonPropertyName("domainIsSynced")] bool DomainIsSynced);
