using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Cose;

/// <summary>ES256, ES384 and ES512.</summary>
internal sealed class EcdsaKey : CoseKey
{
    // Never disposed: the key lives in caches that hand it to many threads, and its handle frees itself.
    private readonly ECDsa _key;
    private readonly ECPoint _point;

    private EcdsaKey(CoseAlgorithm algorithm, ReadOnlyMemory<byte> encoded, ECDsa key, ECPoint point)
        : base(algorithm, encoded)
    {
        _key = key;
        _point = point;
    }

    /// <summary>The point as 0x04, x, y (SEC 1 2.3.3), which is how U2F signs it.</summary>
    public byte[] UncompressedPoint => [4, .. _point.X!, .. _point.Y!];

    private protected override ReadOnlySpan<byte> Value => UncompressedPoint;

    /// <summary>Takes a point of the algorithm's own curve; the caller has checked the coordinates' lengths.</summary>
    public static Result<CoseKey> Create(CoseAlgorithm algorithm, ReadOnlyMemory<byte> encoded, ECPoint point)
    {
        try
        {
            var key = ECDsa.Create(new ECParameters { Curve = CurveOf(algorithm), Q = point });
            return new EcdsaKey(algorithm, encoded, key, point);
        }
        catch (CryptographicException)
        {
            return Catalogue.WebAuthnData.CoseKeyNotOnCurve;
        }
    }

    public static Result<CoseKey> FromCertificate(X509Certificate2 certificate, CoseAlgorithm algorithm)
    {
        try
        {
            using var key = certificate.GetECDsaPublicKey();
            if (key is null) return Catalogue.WebAuthn.AttestationCertificateUnfit;
            var parameters = key.ExportParameters(false);
            return parameters.Curve.IsNamed && parameters.Curve.Oid.Value == CurveOf(algorithm).Oid.Value
                ? Create(algorithm, default, parameters.Q)
                : Catalogue.WebAuthn.AttestationCertificateUnfit;
        }
        catch (CryptographicException)
        {
            return Catalogue.WebAuthn.AttestationCertificateUnfit;
        }
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (!EcdsaSignature.IsStrict(signature, _point.X!.Length)) return false;
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        hash = hash[..Hash(data, hash)];
        return _key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
    }

    private int Hash(ReadOnlySpan<byte> data, Span<byte> hash) => Algorithm switch
    {
        CoseAlgorithm.ES256 => SHA256.HashData(data, hash),
        CoseAlgorithm.ES384 => SHA384.HashData(data, hash),
        _ => SHA512.HashData(data, hash),
    };

    private static ECCurve CurveOf(CoseAlgorithm algorithm) => algorithm switch
    {
        CoseAlgorithm.ES256 => ECCurve.NamedCurves.nistP256,
        CoseAlgorithm.ES384 => ECCurve.NamedCurves.nistP384,
        _ => ECCurve.NamedCurves.nistP521,
    };
}
