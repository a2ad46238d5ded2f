using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>A Kerberos server and its key as they cross from the domain to the identity server: the content of a <see cref="Jose.PublicationJwe"/>.</summary>
/// <param name="TenantId">Must be the receiving tenant.</param>
/// <param name="IssuedOn">UTC; a publication older than the last accepted one of the same server is refused.</param>
/// <param name="Id">Branch id, 1..65535.</param>
/// <param name="KeyVersion">From AD's replication metadata, as administrators see it.</param>
/// <param name="TicketKeyVersion">msDS-KeyVersionNumber: the low 16 bits of a ticket's kvno.</param>
/// <param name="Key">base64 of the 32-byte AES256 key.</param>
/// <param name="AllowedSids">msDS-RevealOnDemandGroup as SIDs.</param>
/// <param name="DeniedSids">msDS-NeverRevealGroup as SIDs.</param>
/// <param name="AccountSid">objectSid of the computer account; null from versions that did not send it.</param>
public sealed record KerberosServerPublication(
    [property: JsonPropertyName("tenantId")] Guid TenantId,
    [property: JsonPropertyName("issuedOn")] DateTimeOffset IssuedOn,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("domainDnsName")] string DomainDnsName,
    [property: JsonPropertyName("netBiosName")] string NetBiosName,
    [property: JsonPropertyName("domainSid")] string DomainSid,
    [property: JsonPropertyName("id")] int Id,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("keyVersion")] long KeyVersion,
    [property: JsonPropertyName("ticketKeyVersion")] int TicketKeyVersion,
    [property: JsonPropertyName("keyUpdatedOn")] DateTimeOffset KeyUpdatedOn,
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("allowedSids")] IReadOnlyList<string> AllowedSids,
    [property: JsonPropertyName("deniedSids")] IReadOnlyList<string> DeniedSids,
    [property: JsonPropertyName("accountSid")] string? AccountSid = null);
