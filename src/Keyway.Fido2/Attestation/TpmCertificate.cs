using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Attestation;

/// <summary>What the certificate of a TPM's attestation key must be (WebAuthn L3 8.3.1).</summary>
internal static class TpmCertificate
{
    /// <summary>tcg-kp-AIKCertificate.</summary>
    public const string AttestationKeyUsage = "2.23.133.8.3";

    private const string AlternativeName = "2.5.29.17";

    // tcg-at-tpmManufacturer, tcg-at-tpmModel, tcg-at-tpmVersion (TPMv2-EK-Profile 3.2.9).
    private static readonly string[] Attributes = ["2.23.133.2.1", "2.23.133.2.2", "2.23.133.2.3"];

    private static readonly Asn1Tag Utf8 = new(UniversalTagNumber.UTF8String);
    private static readonly Asn1Tag DirectoryName = new(TagClass.ContextSpecific, 4, isConstructed: true);

    /// <summary>Null when the certificate meets every requirement.</summary>
    public static Refusal? Check(X509Certificate2 certificate)
    {
        try
        {
            return certificate switch
            {
                { Version: not 3 } => Unfit("the version is not 3"),
                _ when certificate.SubjectName.RawData is not [0x30, 0] => Unfit("the subject is not empty"),
                _ when !NamesTpm(certificate) => Unfit("the alternative name lacks the TPM's maker, model or version"),
                _ when !IsForAttestation(certificate) => Unfit("the extended key usage is not that of an attestation key"),
                _ when CertificateChecks.IsAuthority(certificate) => Unfit("the basic constraints do not say that it is no authority"),
                _ => null,
            };
        }
        catch (Exception failure) when (failure is CryptographicException or AsnContentException)
        {
            return Unfit("it cannot be decoded");
        }
    }

    private static bool IsForAttestation(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } usage
        && usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == AttestationKeyUsage);

    /// <summary>GeneralNames with one directoryName that has the three attributes, each in a set of its own or all in one.</summary>
    private static bool NamesTpm(X509Certificate2 certificate)
    {
        // With an empty subject the alternative name is critical (RFC 5280 4.2.1.6).
        if (certificate.Extensions[AlternativeName] is not { Critical: true } extension) return false;
        var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER);
        var names = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var found = new Dictionary<string, string>();
        while (names.HasData)
        {
            if (names.PeekTag().HasSameClassAndValue(DirectoryName)) ReadName(names.ReadSequence(DirectoryName).ReadSequence(), found);
            else names.ReadEncodedValue();
        }

        return Attributes.All(attribute => found.GetValueOrDefault(attribute) is { Length: > 0 }) && IsManufacturer(found[Attributes[0]]);
    }

    private static void ReadName(AsnReader name, Dictionary<string, string> found)
    {
        while (name.HasData)
        {
            var set = name.ReadSetOf();
            while (set.HasData)
            {
                var attribute = set.ReadSequence();
                var type = attribute.ReadObjectIdentifier();
                if (!Attributes.Contains(type)) continue;
                var tag = attribute.PeekTag().HasSameClassAndValue(Utf8)
                    ? UniversalTagNumber.UTF8String
                    : UniversalTagNumber.PrintableString;
                if (!found.TryAdd(type, attribute.ReadCharacterString(tag))) throw new AsnContentException("An attribute is given twice.");
            }
        }
    }

    // "id:" and the four bytes of the TCG vendor id in hex.
    private static bool IsManufacturer(string value) => value is ['i', 'd', ':', .. { Length: 8 } id] && id.All(char.IsAsciiHexDigit);

    private static Refusal Unfit(string why) => new(Catalogue.WebAuthn.AttestationCertificateUnfit, why);
}
