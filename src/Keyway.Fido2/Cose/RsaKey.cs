using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Cose;

/// <summary>RS256.</summary>
internal sealed class RsaKey : CoseKey
{
    // Never disposed: see EcdsaKey.
    private readonly RSA _key;
    private readonly int _modulusLength;
    private readonly byte[] _value;

    private RsaKey(ReadOnlyMemory<byte> encoded, RSA key, RSAParameters parameters)
        : base(CoseAlgorithm.RS256, encoded)
    {
        _key = key;
        _modulusLength = parameters.Modulus!.Length;
        _value = [.. parameters.Modulus, .. parameters.Exponent!];
    }

    private protected override ReadOnlySpan<byte> Value => _value;

    public static Result<CoseKey> Create(ReadOnlyMemory<byte> encoded, ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        // RFC 8230 4: both numbers big-endian without leading zeros.
        if (modulus.IsEmpty || modulus[0] == 0 || exponent.IsEmpty || exponent[0] == 0) return Catalogue.WebAuthnData.CoseKeyMalformed;
        var weakModulus = modulus.Length is < 256 or > 1024 || (modulus.Length == 256 && modulus[0] < 0x80) || modulus[^1] % 2 == 0;
        // The exponent 1 makes every signature forgeable; a long one makes verification slow.
        var weakExponent = exponent.Length > 4 || exponent[^1] % 2 == 0 || (exponent.Length == 1 && exponent[0] == 1);
        if (weakModulus || weakExponent) return Catalogue.WebAuthnData.CoseKeyWeakRsa;
        try
        {
            var parameters = new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() };
            return new RsaKey(encoded, RSA.Create(parameters), parameters);
        }
        catch (CryptographicException)
        {
            return Catalogue.WebAuthnData.CoseKeyMalformed;
        }
    }

    public static Result<CoseKey> FromCertificate(X509Certificate2 certificate)
    {
        try
        {
            using var key = certificate.GetRSAPublicKey();
            if (key is null) return Catalogue.WebAuthn.AttestationCertificateUnfit;
            var parameters = key.ExportParameters(false);
            return Create(default, parameters.Modulus, parameters.Exponent);
        }
        catch (CryptographicException)
        {
            return Catalogue.WebAuthn.AttestationCertificateUnfit;
        }
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != _modulusLength) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, hash);
        return _key.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
