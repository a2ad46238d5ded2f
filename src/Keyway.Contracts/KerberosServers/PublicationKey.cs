using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>The server's public key to which a Kerberos server key is encrypted before it leaves the domain; <c>GET /kerberosServers/publicationKey</c>.</summary>
/// <param name="KeyId">base64url of the SHA-256 of the SPKI: what an administrator compares as the fingerprint.</param>
/// <param name="SubjectPublicKeyInfo">base64 of the DER of an RSA key of at least 3072 bits.</param>
/// <param name="TenantId">The tenant the publication is bound to.</param>
public sealed record PublicationKey(
    [property: JsonPropertyName("keyId")] string KeyId,
    [property: JsonPropertyName("subjectPublicKeyInfo")] string SubjectPublicKeyInfo,
    [property: JsonPropertyName("tenantId")] Guid TenantId);
