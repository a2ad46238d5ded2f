using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Server.Provisioning.Computers;

/// <summary>
/// The certificates that a computer wrote beside itself in its domain, as a hybrid join will meet them: each self-signed by an RSA key, and naming
/// the computer by <c>CN=objectGUID</c>. Whoever may write another computer's attribute could else join in its name. Dates are the join's business.
/// </summary>
internal static class ComputerCertificates
{
    /// <summary>Of one computer.</summary>
    public const int Maximum = 8;

    private const int LongestDer = 4096;
    private const int WeakestRsa = 2048;
    private const int StrongestRsa = 4096;
    private const int LongestExponent = 8;

    /// <summary>Reads base64 texts, as they are sent.</summary>
    /// <returns>Each DER once, in order; KW2524 for what is no base64 or too long, KW2526 for too many.</returns>
    public static Result<List<byte[]>> Decode(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return new Refusal(Catalogue.Provisioning.ValueRefused, "certificates");
        if (list.GetArrayLength() > Maximum)
            return Catalogue.Provisioning.CertificatesTooMany;
        var certificates = new List<byte[]>();
        foreach (var element in list.EnumerateArray())
        {
            var der = new byte[LongestDer];
            if (!ScimObject.TryText(element, out var base64) || base64.Length > 2 * LongestDer || !Convert.TryFromBase64String(base64, der, out var length))
                return new Refusal(Catalogue.Provisioning.CertificateRefused, "certificates");
            der = der[..length];
            if (!certificates.Exists(other => der.AsSpan().SequenceEqual(other)))
                certificates.Add(der);
        }

        return certificates;
    }

    /// <summary>Whether a computer with this anchor may have these.</summary>
    public static Refusal? Check(IReadOnlyList<byte[]> certificates, Guid anchor)
    {
        if (certificates.Count is 0 or > Maximum)
            return new Refusal(Catalogue.Provisioning.CertificatesTooMany);
        foreach (var der in certificates)
        {
            if (Check(der, anchor) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static Refusal? Check(byte[] der, Guid anchor)
    {
        // The loader forgives what is behind, and other encodings than DER: neither is a certificate that a computer made.
        if (!IsOneDerSequence(der))
            return Refused();
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            using var key = certificate.GetRSAPublicKey();
            if (key is null || !IsGoodKey(key.ExportParameters(includePrivateParameters: false)) || !IsSelfSigned(der, key))
                return Refused();
            return IsNamed(certificate.SubjectName, anchor) && IsNamed(certificate.IssuerName, anchor) ? null : new Refusal(Catalogue.Provisioning.CertificateForeign, "certificates");
        }
        catch (Exception failure) when (failure is CryptographicException or AsnContentException)
        {
            return Refused();
        }
    }

    private static bool IsOneDerSequence(byte[] der) =>
        AsnDecoder.TryReadEncodedValue(der, AsnEncodingRules.DER, out var tag, out _, out _, out var consumed) && tag == Asn1Tag.Sequence && consumed == der.Length;

    private static bool IsGoodKey(RSAParameters key)
    {
        var modulus = new BigInteger(key.Modulus, isUnsigned: true, isBigEndian: true);
        var bits = modulus.GetBitLength();
        return bits is >= WeakestRsa and <= StrongestRsa && !modulus.IsEven
            && key.Exponent is { Length: <= LongestExponent } exponent && new BigInteger(exponent, isUnsigned: true, isBigEndian: true) is { IsEven: false, IsOne: false };
    }

    // RFC 5280 4.1: Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }. SHA-256 and longer by PKCS #1 v1.5: what computers make.
    private static bool IsSelfSigned(byte[] der, RSA key)
    {
        var certificate = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var signed = certificate.ReadEncodedValue();
        var algorithm = certificate.ReadSequence().ReadObjectIdentifier();
        var signature = certificate.ReadBitString(out var unused);
        HashAlgorithmName? hash = algorithm switch
        {
            "1.2.840.113549.1.1.11" => HashAlgorithmName.SHA256,
            "1.2.840.113549.1.1.12" => HashAlgorithmName.SHA384,
            "1.2.840.113549.1.1.13" => HashAlgorithmName.SHA512,
            _ => null,
        };
        return hash is { } known && unused == 0 && key.VerifyData(signed.Span, signature, known, RSASignaturePadding.Pkcs1);
    }

    // One relative name, CN, with the GUID in any of the spellings in which computers write theirs.
    private static bool IsNamed(X500DistinguishedName name, Guid anchor) =>
        name.EnumerateRelativeDistinguishedNames(reversed: false).ToList() is [{ HasMultipleElements: false } only]
        && only.GetSingleElementType().Value == "2.5.4.3" && Guid.TryParseExact(only.GetSingleElementValue(), "D", out var named) && named == anchor;

    private static Refusal Refused() => new(Catalogue.Provisioning.CertificateRefused, "certificates");
}
