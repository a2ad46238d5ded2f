using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>
/// A sealed publication as a file that a person carries from a site without a line to the identity server. What it is bound to stands inside
/// the sealed part too; the members here only tell people and programs where it belongs.
/// </summary>
/// <param name="Format">1.</param>
/// <param name="KeyId">Fingerprint of the publication key that it is sealed to.</param>
/// <param name="Publication">As in <see cref="KerberosServerEnvelope"/>.</param>
public sealed record PublicationBundle(
    [property: JsonPropertyName("keywayPublicationBundle")] int Format,
    [property: JsonPropertyName("tenantId")] Guid TenantId,
    [property: JsonPropertyName("domainDnsName")] string DomainDnsName,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("issuedOn")] DateTimeOffset IssuedOn,
    [property: JsonPropertyName("keyId")] string KeyId,
    [property: JsonPropertyName("publication")] string Publication)
{
    public const int CurrentFormat = 1;
}
