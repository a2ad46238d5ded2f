using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>The server's side of a Kerberos server, without any key; <c>GET /kerberosServers/{domain}/{name}</c>. The members are the Cloud* columns that administrators know.</summary>
public sealed record KerberosServerState(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("cloudDisplayName")] string CloudDisplayName,
    [property: JsonPropertyName("cloudDomainDnsName")] string CloudDomainDnsName,
    [property: JsonPropertyName("cloudId")] int CloudId,
    [property: JsonPropertyName("cloudKeyVersion")] long CloudKeyVersion,
    [property: JsonPropertyName("cloudKeyUpdatedOn")] DateTimeOffset CloudKeyUpdatedOn);
