using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>The server's side of a Kerberos server, without any key; <c>GET /kerberosServers/{domain}/{name}</c>. The first members are the Cloud* columns that administrators know.</summary>
/// <param name="Version">Grows with each publication; the ETag of the resource, which a publication may name in <c>If-Match</c>.</param>
/// <param name="AllowedSids">The published msDS-RevealOnDemandGroup.</param>
/// <param name="DeniedSids">The published msDS-NeverRevealGroup.</param>
/// <param name="IsMinting">False while dangerous drift keeps the server from minting.</param>
/// <param name="Drift">The last check, or null when none was reported since the last publication.</param>
public sealed record KerberosServerState(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("cloudDisplayName")] string CloudDisplayName,
    [property: JsonPropertyName("cloudDomainDnsName")] string CloudDomainDnsName,
    [property: JsonPropertyName("cloudId")] int CloudId,
    [property: JsonPropertyName("cloudKeyVersion")] long CloudKeyVersion,
    [property: JsonPropertyName("cloudKeyUpdatedOn")] DateTimeOffset CloudKeyUpdatedOn,
    [property: JsonPropertyName("ticketKeyVersion")] int TicketKeyVersion,
    [property: JsonPropertyName("version")] long Version,
    [property: JsonPropertyName("allowedSids")] IReadOnlyList<string> AllowedSids,
    [property: JsonPropertyName("deniedSids")] IReadOnlyList<string> DeniedSids,
    [property: JsonPropertyName("isMinting")] bool IsMinting,
    [property: JsonPropertyName("drift")] DriftReport? Drift = null);
