using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Fido2.Attestation;

namespace Keyway.Fido2.Metadata;

/// <summary>Who signed a BLOB: mds.fidoalliance.org, certified up to a given root, at a given time.</summary>
internal sealed class MetadataSigner : IDisposable
{
    /// <summary>Whom the signing certificate must be for (MDS 3.0, 3.2 step 3).</summary>
    private const string Host = "mds.fidoalliance.org";

    private readonly X509Certificate2 _certificate;
    private readonly string _algorithm;

    private MetadataSigner(X509Certificate2 certificate, string algorithm)
    {
        _certificate = certificate;
        _algorithm = algorithm;
    }

    public static Result<MetadataSigner> Of(MetadataHeader header, X509Certificate2Collection roots, DateTimeOffset now)
    {
        List<X509Certificate2> certificates = [];
        try
        {
            foreach (var der in header.Certificates)
            {
                if (!AttestationCertificate.Load(der).TryGet(out var certificate, out _)) return Catalogue.Metadata.BlobMalformed;
                certificates.Add(certificate);
            }

            if (roots.Count == 0 || !Chains(certificates, roots, now)) return Catalogue.Metadata.SignerUntrusted;
            if (!CertificateChecks.IsNamed(certificates[0], Host)) return new Refusal(Catalogue.Metadata.SignerUntrusted, "name");
            return new MetadataSigner(X509CertificateLoader.LoadCertificate(header.Certificates[0]), header.Algorithm);
        }
        finally
        {
            foreach (var certificate in certificates) certificate.Dispose();
        }
    }

    /// <summary>True for this signer's signature by the header's algorithm and no other.</summary>
    public bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (_algorithm == "RS256")
            {
                using var rsa = _certificate.GetRSAPublicKey();
                return rsa is { KeySize: >= 2048 and <= 8192 } && rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }

            using var ecdsa = _certificate.GetECDsaPublicKey();
            return ecdsa is { KeySize: 256 } && signature.Length == 64
                && ecdsa.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                && ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public void Dispose() => _certificate.Dispose();

    private static bool Chains(List<X509Certificate2> certificates, X509Certificate2Collection roots, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        foreach (var intermediate in certificates.Skip(1)) chain.ChainPolicy.ExtraStore.Add(intermediate);
        // A server without a way out must be able to import; that no address is fetched because a file says so is worth more than a revocation list.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        try
        {
            // A root among the signer's own certificates, or as the signer, proves nothing of a signer.
            return chain.Build(certificates[0]) && chain.ChainElements.Count > 1;
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            foreach (var element in chain.ChainElements) element.Certificate.Dispose();
        }
    }
}
