using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>P-256 public keys as COSE writes them (RFC 9053 7.1).</summary>
internal static class CoseEc2Key
{
    public const int Es256 = -7;
    public const int KeyAgreement = -25;

    private const int KeyType = 1;
    private const int Algorithm = 3;
    private const int Curve = -1;
    private const int CoordinateX = -2;
    private const int CoordinateY = -3;

    public static void Write(CborWriter writer, int algorithm, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        writer.WriteStartMap(5);
        writer.WriteInt32(KeyType);
        writer.WriteInt32(2);
        writer.WriteInt32(Algorithm);
        writer.WriteInt32(algorithm);
        writer.WriteInt32(Curve);
        writer.WriteInt32(1);
        writer.WriteInt32(CoordinateX);
        writer.WriteByteString(x);
        writer.WriteInt32(CoordinateY);
        writer.WriteByteString(y);
        writer.WriteEndMap();
    }

    /// <summary>Reads a host's key of key agreement. Whether the point is on the curve is for the cryptography to say.</summary>
    public static bool TryRead(CtapMap map, out ECPoint point)
    {
        long keyType = map.RequiredInteger((long)KeyType);
        long algorithm = map.RequiredInteger((long)Algorithm);
        long curve = map.RequiredInteger((long)Curve);
        ReadOnlyMemory<byte> x = map.RequiredBytes((long)CoordinateX);
        ReadOnlyMemory<byte> y = map.RequiredBytes((long)CoordinateY);
        point = default;
        if (map.Status != CtapStatus.Ok || keyType != 2 || algorithm != KeyAgreement || curve != 1 || x.Length != 32 || y.Length != 32) return false;
        point = new ECPoint { X = x.ToArray(), Y = y.ToArray() };
        return true;
    }
}
