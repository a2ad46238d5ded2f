using System.Security.Cryptography;
using Keyway.Tpm.Commands;

namespace Keyway.Tpm.Keys;

/// <summary>The public half of one of our keys: RSA-2048 with the exponent 65537.</summary>
/// <param name="Kind">What the TPM lets it do.</param>
/// <param name="Area">TPMT_PUBLIC as the TPM gave it.</param>
/// <param name="Modulus">256 bytes.</param>
internal sealed record KeyPublic(TpmKeyKind Kind, byte[] Area, byte[] Modulus)
{
    public const int ModulusLength = 256;

    /// <summary>TPM 2.0 writes 65537 as 0.</summary>
    private static readonly byte[] Exponent = [1, 0, 1];

    public RSAParameters Parameters => new() { Modulus = [.. Modulus], Exponent = [.. Exponent] };

    /// <summary>TPMT_PUBLIC to make a key of this kind from.</summary>
    public static byte[] Template(TpmKeyKind kind) => [.. Prefix(kind), 0, 0];

    /// <summary>Reads a public area; null when it is not exactly what <see cref="Template"/> asks for.</summary>
    public static KeyPublic? Parse(TpmKeyKind kind, ReadOnlySpan<byte> area)
    {
        var prefix = Prefix(kind);
        if (!area.StartsWith(prefix))
            return null;
        var reader = new TpmReader(area[prefix.Length..]);
        var modulus = reader.Sized();
        return reader.Finished && modulus.Length == ModulusLength && modulus[0] >= 0x80 && (modulus[^1] & 1) == 1
            ? new KeyPublic(kind, area.ToArray(), modulus.ToArray())
            : null;
    }

    /// <summary>All but the modulus. A signing key is bound to its scheme; a decryption key is not, because the protocol asks for OAEP with either hash.</summary>
    private static byte[] Prefix(TpmKeyKind kind)
    {
        var signing = kind == TpmKeyKind.Signing;
        var writer = new TpmWriter()
            .UInt16(Algorithm.Rsa)
            .UInt16(Algorithm.Sha256)
            .UInt32((uint)(ObjectAttributes.Bound | (signing ? ObjectAttributes.Sign : ObjectAttributes.Decrypt)))
            .Sized([])
            .UInt16(Algorithm.Null);
        writer = signing ? writer.UInt16(Algorithm.RsaSsa).UInt16(Algorithm.Sha256) : writer.UInt16(Algorithm.Null);
        return writer.UInt16(8 * ModulusLength).UInt32(0).ToArray();
    }
}
