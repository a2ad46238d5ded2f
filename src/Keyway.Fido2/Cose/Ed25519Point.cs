using System.Numerics;

namespace Keyway.Fido2.Cose;

/// <summary>Decides whether 32 bytes are a usable point of edwards25519 (RFC 8032 5.1.3); OpenSSL only notices at the first verification.</summary>
internal static class Ed25519Point
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Mod(-121665 * BigInteger.ModPow(121666, P - 2, P));

    /// <summary>True for the canonical encoding of a point of the curve that is not of small order.</summary>
    public static bool IsFit(ReadOnlySpan<byte> encoded)
    {
        Span<byte> bytes = stackalloc byte[32];
        encoded.CopyTo(bytes);
        bytes[31] &= 0x7f;
        var y = new BigInteger(bytes, isUnsigned: true);
        if (y >= P) return false;
        var u = Mod((y * y) - 1);
        var v = Mod((D * y * y) + 1);
        var xSquared = Mod(u * BigInteger.ModPow(v, P - 2, P));
        if (xSquared.IsZero) return false; // (0, 1) and (0, -1) are of order 1 and 2.
        var onCurve = BigInteger.ModPow(xSquared, (P - 1) / 2, P).IsOne;
        return onCurve && !IsSmallOrder(xSquared, Mod(y * y));
    }

    // With a small-order point, signatures exist that hold for many messages. Order 4 has y = 0; the double of an
    // order-8 point has order 4, that is y(2P) = (y² + x²) / (2 + x² - y²) = 0 on this curve, so y² = -x².
    private static bool IsSmallOrder(BigInteger xSquared, BigInteger ySquared) =>
        ySquared.IsZero || Mod(xSquared + ySquared).IsZero;

    private static BigInteger Mod(BigInteger value)
    {
        var remainder = value % P;
        return remainder.Sign < 0 ? remainder + P : remainder;
    }
}
