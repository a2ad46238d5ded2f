using System.Formats.Cbor;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Fido2.Cbor;

namespace Keyway.Fido2.Cose;

/// <summary>
/// Reads a COSE_Key (RFC 9052 7, RFC 9053 7, RFC 8230 4): canonical, with exactly the members that its key type demands, and with the
/// one curve that WebAuthn lets its algorithm have (WebAuthn L3 5.8.5).
/// </summary>
internal static class CoseKeyReader
{
    private const int KeyType = 1;
    private const int Algorithm = 3;
    private const int Curve = -1;
    private const int X = -2;
    private const int Y = -3;
    private const int Modulus = -1;
    private const int Exponent = -2;

    private const int OctetKeyPair = 1;
    private const int EllipticCurve = 2;
    private const int Rsa = 3;


    /// <summary>Reads a key that fills the memory given.</summary>
    public static Result<CoseKey> ReadWhole(ReadOnlyMemory<byte> cbor)
    {
        if (!ReadFirst(cbor).TryGet(out var key, out var refusal)) return refusal;
        return key.Encoded.Length == cbor.Length ? key : Catalogue.WebAuthnData.CborTrailingBytes;
    }

    /// <summary>Reads the key at the start of the memory given; the length of its <see cref="CoseKey.Encoded"/> says where it ends.</summary>
    public static Result<CoseKey> ReadFirst(ReadOnlyMemory<byte> cbor) =>
        CborEdge.Read<CoseKey>(cbor, CborConformanceMode.Ctap2Canonical, reader => Read(reader, cbor));

    private static Result<CoseKey> Read(CborReader reader, ReadOnlyMemory<byte> cbor)
    {
        var members = reader.StartMap();
        // Canonical order puts kty and alg first, so the rest is read knowing what it must be.
        if (members < 4 || reader.ReadInt32() != KeyType) return Catalogue.WebAuthnData.CoseKeyMalformed;
        var keyType = reader.ReadInt32();
        if (reader.ReadInt32() != Algorithm) return Catalogue.WebAuthnData.CoseKeyMalformed;
        var algorithm = (CoseAlgorithm)reader.ReadInt32();
        return (algorithm, keyType, members) switch
        {
            (CoseAlgorithm.ES256, EllipticCurve, 5) => ReadEcdsa(reader, cbor, algorithm, curve: 1, coordinateLength: 32),
            (CoseAlgorithm.ES384, EllipticCurve, 5) => ReadEcdsa(reader, cbor, algorithm, curve: 2, coordinateLength: 48),
            (CoseAlgorithm.ES512, EllipticCurve, 5) => ReadEcdsa(reader, cbor, algorithm, curve: 3, coordinateLength: 66),
            (CoseAlgorithm.EdDSA, OctetKeyPair, 4) => ReadEd25519(reader, cbor),
            (CoseAlgorithm.RS256, Rsa, 4) => ReadRsa(reader, cbor),
            _ when Enum.IsDefined(algorithm) => Catalogue.WebAuthnData.CoseKeyMalformed,
            _ => new Refusal(Catalogue.WebAuthnData.CoseAlgorithmUnsupported, $"alg {(int)algorithm}"),
        };
    }

    private static Result<CoseKey> ReadEcdsa(CborReader reader, ReadOnlyMemory<byte> cbor, CoseAlgorithm algorithm, int curve, int coordinateLength)
    {
        if (reader.ReadInt32() != Curve || reader.ReadInt32() != curve) return Catalogue.WebAuthnData.CoseKeyMalformed;
        if (reader.ReadInt32() != X) return Catalogue.WebAuthnData.CoseKeyMalformed;
        var x = reader.ReadDefiniteLengthByteString();
        if (reader.ReadInt32() != Y) return Catalogue.WebAuthnData.CoseKeyMalformed;
        // A boolean here is a compressed point, which WebAuthn forbids: reading bytes refuses it.
        var y = reader.ReadDefiniteLengthByteString();
        if (x.Length != coordinateLength || y.Length != coordinateLength) return Catalogue.WebAuthnData.CoseKeyMalformed;
        return EcdsaKey.Create(algorithm, End(reader, cbor), new ECPoint { X = x.ToArray(), Y = y.ToArray() });
    }

    private static Result<CoseKey> ReadEd25519(CborReader reader, ReadOnlyMemory<byte> cbor)
    {
        const int ed25519 = 6;
        if (reader.ReadInt32() != Curve || reader.ReadInt32() != ed25519) return Catalogue.WebAuthnData.CoseKeyMalformed;
        if (reader.ReadInt32() != X) return Catalogue.WebAuthnData.CoseKeyMalformed;
        var x = reader.ReadDefiniteLengthByteString();
        return Ed25519Key.Create(End(reader, cbor), x.Span);
    }

    private static Result<CoseKey> ReadRsa(CborReader reader, ReadOnlyMemory<byte> cbor)
    {
        if (reader.ReadInt32() != Modulus) return Catalogue.WebAuthnData.CoseKeyMalformed;
        var modulus = reader.ReadDefiniteLengthByteString();
        if (reader.ReadInt32() != Exponent) return Catalogue.WebAuthnData.CoseKeyMalformed;
        var exponent = reader.ReadDefiniteLengthByteString();
        return RsaKey.Create(End(reader, cbor), modulus.Span, exponent.Span);
    }

    private static ReadOnlyMemory<byte> End(CborReader reader, ReadOnlyMemory<byte> cbor)
    {
        reader.ReadEndMap();
        return cbor[..(cbor.Length - reader.BytesRemaining)];
    }
}
