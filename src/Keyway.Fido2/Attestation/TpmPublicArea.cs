using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Attestation;

/// <summary>pubArea: the TPMT_PUBLIC of a signing key (TPM 2.0 library, part 2, 12.2.4).</summary>
/// <param name="Key">The public key, held to the demands of a credential's.</param>
/// <param name="Name">What a TPM calls the key: nameAlg, then the hash of the whole structure by it.</param>
internal sealed record TpmPublicArea(CoseKey Key, byte[] Name)
{
    private const ushort Rsa = 0x0001;
    private const ushort Ecc = 0x0023;
    private const ushort Null = 0x0010;
    private const ushort RsaSsa = 0x0014;
    private const ushort Ecdsa = 0x0018;
    private const uint DefaultExponent = 65537;

    /// <summary>Reads it as a key of the credential's algorithm.</summary>
    /// <returns>The area, KW1090 when it is malformed, KW1091 when it is a key of another kind, or one of KW1014 to KW1016.</returns>
    public static Result<TpmPublicArea> Parse(ReadOnlySpan<byte> bytes, CoseAlgorithm algorithm)
    {
        var reader = new TpmReader(bytes);
        var type = reader.UInt16();
        var nameAlgorithm = reader.UInt16();
        _ = reader.UInt32(); // objectAttributes
        _ = reader.Sized(); // authPolicy
        // Only keys that decrypt have a symmetric algorithm.
        if (reader.UInt16() != Null || NameOf(nameAlgorithm, bytes) is not { } name) return Malformed();
        if (!(type switch
        {
            Rsa when algorithm == CoseAlgorithm.RS256 => ReadRsa(ref reader),
            Ecc when algorithm is CoseAlgorithm.ES256 or CoseAlgorithm.ES384 or CoseAlgorithm.ES512 => ReadEcc(ref reader, algorithm),
            _ => Catalogue.WebAuthn.TpmKeyMismatch,
        }).TryGet(out var key, out var refusal))
        {
            return refusal;
        }

        return reader.EndedWell ? new TpmPublicArea(key, name) : Malformed();
    }

    private static Result<CoseKey> ReadRsa(ref TpmReader reader)
    {
        if (!ReadScheme(ref reader, RsaSsa)) return Malformed();
        var bits = reader.UInt16();
        var given = reader.UInt32();
        var modulus = reader.Sized();
        if (reader.Failed || bits != modulus.Length * 8) return Malformed();
        Span<byte> exponent = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(exponent, given == 0 ? DefaultExponent : given);
        return RsaKey.Create(default, modulus, exponent.TrimStart((byte)0));
    }

    private static Result<CoseKey> ReadEcc(ref TpmReader reader, CoseAlgorithm algorithm)
    {
        if (!ReadScheme(ref reader, Ecdsa)) return Malformed();
        var curve = reader.UInt16();
        var derivation = reader.UInt16();
        var x = reader.Sized();
        var y = reader.Sized();
        var (expected, length) = algorithm switch
        {
            CoseAlgorithm.ES256 => (0x0003, 32),
            CoseAlgorithm.ES384 => (0x0004, 48),
            _ => (0x0005, 66),
        };
        if (reader.Failed || derivation != Null || x.Length > length || y.Length > length) return Malformed();
        if (curve != expected) return Catalogue.WebAuthn.TpmKeyMismatch;
        return EcdsaKey.Create(algorithm, default, new ECPoint { X = Padded(x, length), Y = Padded(y, length) });
    }

    // A scheme other than none names its hash.
    private static bool ReadScheme(ref TpmReader reader, ushort signing)
    {
        var scheme = reader.UInt16();
        if (scheme == Null) return true;
        _ = reader.UInt16();
        return scheme == signing;
    }

    // A TPM may leave leading zeros away.
    private static byte[] Padded(ReadOnlySpan<byte> number, int length)
    {
        var padded = new byte[length];
        number.CopyTo(padded.AsSpan(length - number.Length));
        return padded;
    }

    private static byte[]? NameOf(ushort algorithm, ReadOnlySpan<byte> bytes)
    {
        // SHA-1 is left out: two keys could share a name.
        byte[]? hash = algorithm switch
        {
            0x000b => SHA256.HashData(bytes),
            0x000c => SHA384.HashData(bytes),
            0x000d => SHA512.HashData(bytes),
            _ => null,
        };
        return hash is null ? null : [(byte)(algorithm >> 8), (byte)algorithm, .. hash];
    }

    private static Refusal Malformed() => new(Catalogue.WebAuthn.TpmStructureMalformed, "pubArea");
}
