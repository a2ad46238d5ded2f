using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Device.State;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>The self-signed certificate that a computer writes into its own account: its subject is the account's objectGUID, its key the device key.</summary>
internal static class DirectoryCertificate
{
    /// <summary>The vendor's own is of this order; the directory's rights, not its date, say what it is worth.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    /// <summary>The subject that names an account.</summary>
    public static string SubjectOf(Guid objectGuid) => $"CN={objectGuid:D}";

    /// <summary>Makes the certificate, DER.</summary>
    public static byte[] Make(Guid objectGuid, RSA deviceKey, DateTimeOffset now)
    {
        var request = new CertificateRequest(SubjectOf(objectGuid), deviceKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x01);

        // The general form: a key in a TPM signs by its generator, and cannot be attached to the certificate.
        using var made = request.Create(request.SubjectName, X509SignatureGenerator.CreateForRSA(deviceKey, RSASignaturePadding.Pkcs1), now.AddMinutes(-5), now + Lifetime, serial);
        return made.RawData;
    }

    /// <summary>Whether a certificate is the one of this account and this key, and still valid: then it need not be written again.</summary>
    public static bool Serves(ReadOnlySpan<byte> der, Guid objectGuid, RSA deviceKey, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return IsOf(certificate, objectGuid) && CertifiedKey.Matches(certificate, deviceKey) && certificate.NotAfter.ToUniversalTime() > now;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsOf(X509Certificate2 certificate, Guid objectGuid) =>
        string.Equals(certificate.Subject, SubjectOf(objectGuid), StringComparison.OrdinalIgnoreCase);
}
