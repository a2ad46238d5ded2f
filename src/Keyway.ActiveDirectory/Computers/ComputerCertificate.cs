using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Keyway.ActiveDirectory.Computers;

/// <summary>The certificate by which a computer makes itself known for a hybrid join: its subject is its objectGUID.</summary>
internal static class ComputerCertificate
{
    private const string CommonName = "2.5.4.3";

    /// <summary>The subject is <c>CN=</c> and this GUID, and nothing else; false for bytes that are no certificate.</summary>
    public static bool IsOf(ReadOnlySpan<byte> der, Guid computer)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.SubjectName.EnumerateRelativeDistinguishedNames().ToList() is [{ HasMultipleElements: false } only]
                && only.GetSingleElementType().Value == CommonName
                && Guid.TryParseExact(only.GetSingleElementValue(), "D", out var named)
                && named == computer;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
