using System.Security.Cryptography;

namespace Keyway.Connect.IdentityServer;

/// <summary>The server's publication key after it was checked: what a Kerberos server key is sealed to.</summary>
internal sealed class PublicationKeyHolder(RSA key, string fingerprint, Guid tenantId) : IDisposable
{
    public RSA Key { get; } = key;

    /// <summary>base64url of the SHA-256 of the SPKI, computed here.</summary>
    public string Fingerprint { get; } = fingerprint;

    public Guid TenantId { get; } = tenantId;

    public void Dispose() => Key.Dispose();
}
