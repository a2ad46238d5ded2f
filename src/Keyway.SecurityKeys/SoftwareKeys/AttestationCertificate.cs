using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Makes the attestation certificate of a software key: what WebAuthn L3 8.2.1 demands of one.</summary>
internal static class AttestationCertificate
{
    // id-fido-gen-ce-aaguid: the value is an OCTET STRING of 16 bytes, the extension not critical.
    private const string AaguidExtension = "1.3.6.1.4.1.45724.1.1.4";

    public static SoftwareAttestationKey Make(Guid aaguid, DateTimeOffset now)
    {
        DateTimeOffset from = now.AddDays(-1);
        DateTimeOffset until = now.AddYears(30);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=Keyway Software Key Attestation, O=Keyway", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using X509Certificate2 root = rootRequest.CreateSelfSigned(from, until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedName("C=DE, O=Keyway, OU=Authenticator Attestation, CN=Keyway Software Key");
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509Extension(AaguidExtension, OctetString(aaguid), critical: false));
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        // A leading zero bit keeps the number positive; a leading one bit keeps its encoding minimal.
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        using X509Certificate2 certificate = request.Create(root, from, until, serial);
        return new SoftwareAttestationKey(key.ExportPkcs8PrivateKey(), certificate.RawData, root.RawData);
    }

    /// <summary>Whether the parts can be read; for attestation keys that come from a file.</summary>
    public static bool IsSound(SoftwareAttestationKey attestation)
    {
        try
        {
            using ECDsa key = OpenKey(attestation);
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(attestation.Certificate);
            using X509Certificate2 root = X509CertificateLoader.LoadCertificate(attestation.Root);
            return key.KeySize == 256;
        }
        catch (Exception failure) when (failure is CryptographicException or PlatformNotSupportedException)
        {
            // A curve that OpenSSL does not know is the second.
            return false;
        }
    }

    public static ECDsa OpenKey(SoftwareAttestationKey attestation)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(attestation.PrivateKey, out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static byte[] OctetString(Guid aaguid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(aaguid.ToByteArray(bigEndian: true));
        return writer.Encode();
    }
}
