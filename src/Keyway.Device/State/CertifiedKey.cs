using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Device.State;

/// <summary>Whether a certificate and a private key belong together.</summary>
internal static class CertifiedKey
{
    /// <summary>True when the certificate is of the RSA key; false for another key, and for a certificate that is damaged inside.</summary>
    public static bool Matches(X509Certificate2 certificate, RSA key)
    {
        try
        {
            using var certified = certificate.GetRSAPublicKey();
            return certified is not null && certified.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
