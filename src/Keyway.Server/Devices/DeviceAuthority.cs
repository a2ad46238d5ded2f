using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Keyway.Server.Hosting;
using Keyway.Server.Sealing;
using Keyway.Server.Tenants;

namespace Keyway.Server.Devices;

/// <summary>
/// The certification authority of the tenant's devices: ECDSA P-256, made at the first start, its key sealed in the store. A device certificate is
/// valid for ten years, as the vendor's is: whether a device may sign in is looked up at every request, not read from dates. Programs that know devices by
/// their certificates alone have the revocation list.
/// </summary>
internal sealed class DeviceAuthority : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int CertificateYears = 10;
    private const int AuthorityYears = 30;

    // What the vendor's device certificates say, under 1.2.840.113556.1.5.284: raw values, not wrapped in an OCTET STRING.
    private const string DeviceIdExtension = "1.2.840.113556.1.5.284.2";
    private const string UserIdExtension = "1.2.840.113556.1.5.284.3";
    private const string TenantIdExtension = "1.2.840.113556.1.5.284.5";
    private const string JoinTypeExtension = "1.2.840.113556.1.5.284.7";
    private const string RegionExtension = "1.2.840.113556.1.5.284.8";

    // 0 is a registered device, which this server does not know.
    private static readonly byte[] Joined = "1"u8.ToArray();

    // User-assigned in ISO 3166: this server is in no region of the vendor's cloud.
    private const string Region = "XX";

    private readonly X509Certificate2 _authority;
    private readonly ECDsa _key;
    private readonly Guid _tenantId;
    private readonly X509Extension _distributionPoint;

    public DeviceAuthority(ServerKeys keys, Tenant tenant, ServerOptions options, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var bundle = keys.GetOrCreate("device-authority", () => Create(tenant.Id, now));
        _authority = X509CertificateLoader.LoadPkcs12(bundle, null, X509KeyStorageFlags.EphemeralKeySet);
        CryptographicOperations.ZeroMemory(bundle);
        _key = _authority.GetECDsaPrivateKey()!;
        _tenantId = tenant.Id;
        _distributionPoint = CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([options.Origin + RevocationEndpoints.ListPath]);
    }

    /// <summary>The authority's certificate.</summary>
    public ReadOnlyMemory<byte> Certificate => _authority.RawData;

    /// <summary>Certifies a device key.</summary>
    /// <param name="ownerId">Who joins it; null for a computer of a domain, whose certificate names no person.</param>
    /// <returns>The device certificate, its subject the device id.</returns>
    public X509Certificate2 Issue(Guid deviceId, Guid? ownerId, RSA deviceKey, DateTimeOffset now)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(deviceId.ToString("D"));
        var request = new CertificateRequest(name.Build(), deviceKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ClientAuthentication)], critical: false));
        request.CertificateExtensions.Add(_distributionPoint);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(new X509Extension(DeviceIdExtension, deviceId.ToByteArray(), critical: false));
        if (ownerId is { } owner)
            request.CertificateExtensions.Add(new X509Extension(UserIdExtension, owner.ToByteArray(), critical: false));
        request.CertificateExtensions.Add(new X509Extension(TenantIdExtension, _tenantId.ToByteArray(), critical: false));
        request.CertificateExtensions.Add(new X509Extension(JoinTypeExtension, Joined, critical: false));
        request.CertificateExtensions.Add(new X509Extension(RegionExtension, Encoding.ASCII.GetBytes(Region), critical: false));

        // RFC 5280 4.1.2.2: positive, at most 20 bytes.
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return request.Create(_authority.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), now.AddMinutes(-5), now.AddYears(CertificateYears), serial);
    }

    /// <summary>Signs a revocation list (RFC 5280 5).</summary>
    /// <param name="number">Larger than that of every list before.</param>
    /// <returns>DER.</returns>
    public byte[] Sign(CertificateRevocationListBuilder list, long number, DateTimeOffset now, DateTimeOffset nextUpdate) =>
        list.Build(_authority, number, nextUpdate, HashAlgorithmName.SHA256, thisUpdate: now.AddMinutes(-5));

    public void Dispose()
    {
        _key.Dispose();
        _authority.Dispose();
    }

    private static byte[] Create(Guid tenantId, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName("Keyway Device Authority");
        name.AddOrganizationalUnitName(tenantId.ToString("D"));
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddYears(AuthorityYears));
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
