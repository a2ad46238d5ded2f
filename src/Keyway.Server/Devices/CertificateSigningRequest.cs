using System.Formats.Asn1;
using System.Security.Cryptography;
using Keyway.Contracts.Devices;
using Keyway.Errors;

namespace Keyway.Server.Devices;

/// <summary>
/// A PKCS#10 request (RFC 2986 4) as a device sends it. Nothing but the public key and the proof of its possession is taken from it: subject and
/// attributes are the sender's wishes.
/// </summary>
internal static class CertificateSigningRequest
{
    private const int MaximumLength = 8 * 1024;
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private static readonly Asn1Tag Attributes = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Reads the untrusted request of a join or a renewal.</summary>
    public static Result<RSA> ReadKey(DeviceCertificateRequest request) =>
        request.Type == "pkcs10" && Base64Text.Decode(request.Data) is { } der ? ReadKey(der) : Catalogue.Devices.CertificateRequestMalformed;

    /// <summary>Reads an untrusted request.</summary>
    /// <param name="der">At most 8 KB.</param>
    /// <returns>The RSA key, acceptable to <see cref="RsaKeyStrength"/>, which signed the request with SHA-256 or better.</returns>
    public static Result<RSA> ReadKey(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaximumLength)
            return Catalogue.Devices.CertificateRequestMalformed;
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var request = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var signed = request.PeekEncodedValue();
            var info = request.ReadSequence();
            var hash = ReadSignatureAlgorithm(request.ReadSequence());
            var signature = request.ReadBitString(out var unusedBits);
            request.ThrowIfNotEmpty();

            if (!info.TryReadInt32(out var version) || version != 0 || unusedBits != 0)
                return Catalogue.Devices.CertificateRequestMalformed;
            info.ReadSequence();
            var subjectKey = info.ReadSequence();
            info.ReadSetOf(Attributes);
            info.ThrowIfNotEmpty();

            if (hash is not { } algorithm)
                return Catalogue.Devices.SignatureAlgorithmRefused;
            if (!ReadRsaKey(subjectKey).TryGet(out var key, out var refusal))
                return refusal;
            if (key.VerifyData(signed.Span, signature, algorithm, RSASignaturePadding.Pkcs1))
                return key;
            key.Dispose();
            return Catalogue.Devices.PossessionNotProven;
        }
        catch (Exception failure) when (failure is AsnContentException or CryptographicException)
        {
            return Catalogue.Devices.CertificateRequestMalformed;
        }
    }

    private static HashAlgorithmName? ReadSignatureAlgorithm(AsnReader algorithm)
    {
        var identifier = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData && identifier.StartsWith("1.2.840.113549.1.1.1", StringComparison.Ordinal) && identifier != "1.2.840.113549.1.1.10")
        {
            algorithm.ReadNull();
            algorithm.ThrowIfNotEmpty();
        }

        return identifier switch
        {
            "1.2.840.113549.1.1.11" => HashAlgorithmName.SHA256,
            "1.2.840.113549.1.1.12" => HashAlgorithmName.SHA384,
            "1.2.840.113549.1.1.13" => HashAlgorithmName.SHA512,
            _ => null,
        };
    }

    private static Result<RSA> ReadRsaKey(AsnReader subjectKey)
    {
        var algorithm = subjectKey.ReadSequence();
        if (algorithm.ReadObjectIdentifier() != RsaEncryption)
            return Catalogue.Devices.KeyRefused;
        var bits = subjectKey.ReadBitString(out _);
        subjectKey.ThrowIfNotEmpty();

        var outer = new AsnReader(bits, AsnEncodingRules.DER);
        var key = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var modulus = key.ReadIntegerBytes().Span.TrimStart((byte)0);
        var exponent = key.ReadIntegerBytes().Span.TrimStart((byte)0);
        key.ThrowIfNotEmpty();

        if (!RsaKeyStrength.IsAcceptable(modulus, exponent))
            return Catalogue.Devices.KeyRefused;
        return RSA.Create(new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() });
    }
}
