using System.Numerics;
using System.Security.Cryptography;

namespace Keyway.Server.Devices;

/// <summary>
/// Which RSA public keys a device may bring: 2048 to 4096 bits, an odd exponent of 65537 or more that fits 32 bits, and a modulus without the marks of known
/// bad generators: small factors, the structure of CVE-2017-15361 (ROCA), primes too close to each other (CVE-2022-26320).
/// </summary>
internal static class RsaKeyStrength
{
    private const int Generator = 65537;
    private const int FermatSteps = 32;

    private static readonly int[] Primes =
        [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167];

    /// <summary>Judges a key that was parsed before.</summary>
    public static bool IsAcceptable(RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return IsAcceptable(parameters.Modulus, parameters.Exponent);
    }

    /// <summary>Judges untrusted numbers, big-endian.</summary>
    public static bool IsAcceptable(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        modulus = modulus.TrimStart((byte)0);
        exponent = exponent.TrimStart((byte)0);
        if (modulus.Length is < 256 or > 512 || (modulus.Length == 256 && modulus[0] < 0x80) || modulus[^1] % 2 == 0 || exponent.Length is < 3 or > 4 || exponent[^1] % 2 == 0)
            return false;
        if (new BigInteger(exponent, isUnsigned: true, isBigEndian: true) < Generator)
            return false;
        var number = new BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        return !HasSmallFactorOrRocaStructure(number) && !HasClosePrimes(number);
    }

    // ROCA's primes are k * M + (65537^a mod M) with M the product of the first primes: modulo each of these, the product is a power of 65537. A sound key is one
    // for all of them with a chance of 2^-28.
    private static bool HasSmallFactorOrRocaStructure(BigInteger modulus)
    {
        var alwaysPower = true;
        foreach (var prime in Primes)
        {
            var rest = (int)(modulus % prime);
            if (rest == 0)
                return true;
            alwaysPower &= IsPowerOfGenerator(rest, prime);
        }

        return alwaysPower;
    }

    private static bool IsPowerOfGenerator(int rest, int prime)
    {
        var power = 1;
        do
        {
            if (power == rest)
                return true;
            power = (int)((long)power * Generator % prime);
        }
        while (power != 1);
        return false;
    }

    // Fermat: n = a^2 - b^2 is found at once when the primes are close.
    private static bool HasClosePrimes(BigInteger modulus)
    {
        var a = SquareRoot(modulus);
        for (var step = 0; step < FermatSteps; step++, a++)
        {
            var square = (a * a) - modulus;
            // Squares end in 0, 1, 4 or 9 modulo 16: that spares most of the roots.
            if (square.Sign < 0 || (int)(square & 15) is not (0 or 1 or 4 or 9))
                continue;
            var root = SquareRoot(square);
            if (root * root == square)
                return true;
        }

        return false;
    }

    // Newton from above: the largest integer whose square is not larger.
    private static BigInteger SquareRoot(BigInteger number)
    {
        if (number.IsZero)
            return number;
        var root = BigInteger.One << (int)((number.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (number / root)) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
