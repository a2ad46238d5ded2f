using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.Fido2.Cose;

/// <summary>EdDSA on Ed25519 (RFC 8032), by OpenSSL because the base library has none.</summary>
internal sealed class Ed25519Key : CoseKey
{
    private const string ObjectIdentifier = "1.3.101.112";

    private readonly LibCryptoKey _key;
    private readonly byte[] _point;

    private Ed25519Key(ReadOnlyMemory<byte> encoded, LibCryptoKey key, byte[] point)
        : base(CoseAlgorithm.EdDSA, encoded)
    {
        _key = key;
        _point = point;
    }

    private protected override ReadOnlySpan<byte> Value => _point;

    public static Result<CoseKey> Create(ReadOnlyMemory<byte> encoded, ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != 32) return Catalogue.WebAuthnData.CoseKeyMalformed;
        if (!Ed25519Point.IsFit(publicKey)) return Catalogue.WebAuthnData.CoseKeyNotOnCurve;
        var key = LibCryptoKey.FromEd25519(publicKey);
        return key.IsInvalid ? Catalogue.WebAuthnData.CoseKeyMalformed : new Ed25519Key(encoded, key, publicKey.ToArray());
    }

    public static Result<CoseKey> FromCertificate(X509Certificate2 certificate)
    {
        try
        {
            return certificate.PublicKey.Oid.Value == ObjectIdentifier
                ? Create(default, certificate.PublicKey.EncodedKeyValue.RawData)
                : Catalogue.WebAuthn.AttestationCertificateUnfit;
        }
        catch (CryptographicException)
        {
            return Catalogue.WebAuthn.AttestationCertificateUnfit;
        }
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == 64 && _key.VerifyEd25519(data, signature);
}
