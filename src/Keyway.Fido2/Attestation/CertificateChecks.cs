using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.Fido2.Attestation;

/// <summary>What several formats ask of an attestation certificate.</summary>
internal static class CertificateChecks
{
    /// <summary>True unless the basic constraints say that the certificate is no authority.</summary>
    public static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: false };

    /// <summary>True when the alternative name has this very DNS name: no wildcard, and no common name in its place.</summary>
    public static bool IsNamed(X509Certificate2 certificate, string host)
    {
        try
        {
            return certificate.MatchesHostname(host, allowWildcards: false, allowCommonName: false);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
