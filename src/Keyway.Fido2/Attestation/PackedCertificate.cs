using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>What a packed attestation certificate must be (WebAuthn L3 8.2.1).</summary>
internal static class PackedCertificate
{
    private const string CountryName = "2.5.4.6";
    private const string OrganizationName = "2.5.4.10";
    private const string OrganizationalUnitName = "2.5.4.11";
    private const string CommonName = "2.5.4.3";

    /// <summary>Null when the certificate meets every requirement.</summary>
    public static Refusal? Check(X509Certificate2 certificate)
    {
        try
        {
            return certificate switch
            {
                { Version: not 3 } => Unfit("the version is not 3"),
                _ when !HasSubject(certificate) => Unfit("the subject lacks C, O, CN or OU=Authenticator Attestation"),
                _ when certificate.Extensions[ModelExtension.Identifier] is { Critical: true } => Unfit("the model extension is critical"),
                _ when certificate.Extensions[SerialNumberExtension.Identifier] is { Critical: true } => Unfit("the serial number extension is critical"),
                _ when CertificateChecks.IsAuthority(certificate) => Unfit("the basic constraints do not say that it is no authority"),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            return Unfit("it cannot be decoded");
        }
    }

    private static bool HasSubject(X509Certificate2 certificate)
    {
        string? country = null, organization = null, unit = null, common = null;
        foreach (var name in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (name.HasMultipleElements) continue;
            switch (name.GetSingleElementType().Value)
            {
                case CountryName: country = name.GetSingleElementValue(); break;
                case OrganizationName: organization = name.GetSingleElementValue(); break;
                case OrganizationalUnitName: unit = name.GetSingleElementValue(); break;
                case CommonName: common = name.GetSingleElementValue(); break;
                default: break;
            }
        }

        // ISO 3166 codes have two letters, some of them left to users' own choice, so the form is all there is to check.
        return country is { Length: 2 } && country.All(char.IsAsciiLetter)
            && !string.IsNullOrEmpty(organization) && !string.IsNullOrEmpty(common) && unit == "Authenticator Attestation";
    }

    private static Refusal Unfit(string why) => new(Catalogue.WebAuthn.AttestationCertificateUnfit, why);
}
