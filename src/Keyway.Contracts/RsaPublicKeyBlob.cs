using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Contracts;

/// <summary>
/// An RSA public key in the form in which devices send their transport key: BCRYPT_RSAKEY_BLOB with magic <c>RSA1</c>, little-endian
/// lengths (bits, exponent, modulus, 0, 0), then exponent and modulus big-endian ([MS-KPP] 2.2.1).
/// </summary>
public static class RsaPublicKeyBlob
{
    private const uint Magic = 0x31415352;
    private const int HeaderLength = 24;

    /// <summary>Writes the public half of <paramref name="key"/>.</summary>
    public static byte[] Write(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        var blob = new byte[HeaderLength + parameters.Exponent!.Length + parameters.Modulus!.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(blob, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), key.KeySize);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(8), parameters.Exponent.Length);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(12), parameters.Modulus.Length);
        parameters.Exponent.CopyTo(blob, HeaderLength);
        parameters.Modulus.CopyTo(blob, HeaderLength + parameters.Exponent.Length);
        return blob;
    }

    /// <summary>Reads an untrusted blob: 2048 to 4096 bits, an odd exponent of 3 to 4 bytes' worth, nothing behind the modulus.</summary>
    public static Result<RSA> Read(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(blob) != Magic)
            return Catalogue.Tokens.RsaBlobMalformed;

        var bits = BinaryPrimitives.ReadUInt32LittleEndian(blob[4..]);
        var exponentLength = BinaryPrimitives.ReadUInt32LittleEndian(blob[8..]);
        var modulusLength = BinaryPrimitives.ReadUInt32LittleEndian(blob[12..]);
        if (bits is < 2048 or > 4096 || exponentLength is < 1 or > 4 || modulusLength != (bits + 7) / 8
            || blob.Length != HeaderLength + exponentLength + modulusLength)
        {
            return Catalogue.Tokens.RsaBlobMalformed;
        }

        var exponent = blob.Slice(HeaderLength, (int)exponentLength);
        var modulus = blob[(HeaderLength + (int)exponentLength)..];
        if (exponent[^1] % 2 == 0 || (exponent.Length == 1 && exponent[0] < 3) || modulus[0] == 0 || modulus[^1] % 2 == 0)
            return Catalogue.Tokens.RsaBlobMalformed;

        try
        {
            return RSA.Create(new RSAParameters { Exponent = exponent.ToArray(), Modulus = modulus.ToArray() });
        }
        catch (CryptographicException)
        {
            return Catalogue.Tokens.RsaBlobMalformed;
        }
    }
}
