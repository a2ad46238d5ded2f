using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>Loads a certificate that came with an attestation.</summary>
internal static class AttestationCertificate
{
    // Certificates of security keys have less than 1 KiB; RSA-4096 and many extensions stay below this.
    private const int MaximumLength = 8 * 1024;

    /// <summary>Reads one certificate in DER; the caller disposes it.</summary>
    public static Result<X509Certificate2> Load(byte[] der)
    {
        // A SEQUENCE with a two-byte length that covers it all: no PEM, no PKCS #7, no trailing bytes.
        if (der.Length is < 128 or > MaximumLength || der[0] != 0x30) return Catalogue.WebAuthn.AttestationCertificateUnfit;
        var wholeLength = der[1] switch
        {
            0x81 => 3 + der[2],
            0x82 => 4 + ((der[2] << 8) | der[3]),
            _ => -1,
        };
        if (wholeLength != der.Length) return Catalogue.WebAuthn.AttestationCertificateUnfit;
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException)
        {
            return Catalogue.WebAuthn.AttestationCertificateUnfit;
        }
    }
}
