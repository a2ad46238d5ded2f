using Keyway.Tpm.Commands;

namespace Keyway.Tpm.Keys;

/// <summary>
/// The public half of a storage key of the standard kind, ECC P-256 (TCG TPM v2.0 Provisioning Guidance, 7.5.1). Every TPM of a PC has the curve, and a TPM makes
/// such a key in a fraction of the time that an RSA one takes.
/// </summary>
/// <param name="X">32 bytes.</param>
/// <param name="Y">32 bytes.</param>
/// <param name="Name">The key's Name, 34 bytes.</param>
internal sealed record StoragePublic(byte[] X, byte[] Y, byte[] Name)
{
    private const int CoordinateLength = 32;

    /// <summary>TPMT_PUBLIC to make it from: the owner seed and this give the same key each time.</summary>
    public static byte[] Template() => Encode(new byte[CoordinateLength], new byte[CoordinateLength]);

    /// <summary>Reads a public area; null when it is not of exactly this kind.</summary>
    public static StoragePublic? Parse(ReadOnlySpan<byte> publicArea)
    {
        var prefix = Template().AsSpan(0, Template().Length - (2 * (2 + CoordinateLength)));
        if (!publicArea.StartsWith(prefix))
            return null;
        var reader = new TpmReader(publicArea[prefix.Length..]);
        var x = reader.Sized();
        var y = reader.Sized();
        return reader.Finished && x.Length is > 0 and <= CoordinateLength && y.Length is > 0 and <= CoordinateLength
            ? new StoragePublic(Padded(x), Padded(y), TpmName.Of(publicArea))
            : null;
    }

    private static byte[] Encode(byte[] x, byte[] y) => new TpmWriter()
        .UInt16(Algorithm.Ecc)
        .UInt16(Algorithm.Sha256)
        .UInt32((uint)(ObjectAttributes.Bound | ObjectAttributes.Restricted | ObjectAttributes.Decrypt))
        .Sized([])
        .UInt16(Algorithm.Aes).UInt16(128).UInt16(Algorithm.Cfb)
        .UInt16(Algorithm.Null)
        .UInt16(Algorithm.CurveP256)
        .UInt16(Algorithm.Null)
        .Sized(x).Sized(y)
        .ToArray();

    private static byte[] Padded(ReadOnlySpan<byte> coordinate)
    {
        var padded = new byte[CoordinateLength];
        coordinate.CopyTo(padded.AsSpan(CoordinateLength - coordinate.Length));
        return padded;
    }
}
