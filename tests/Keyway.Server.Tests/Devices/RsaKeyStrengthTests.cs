using System.Numerics;
using System.Security.Cryptography;
using Keyway.Server.Devices;

namespace Keyway.Server.Tests.Devices;

public sealed class RsaKeyStrengthTests
{
    private static readonly byte[] Exponent = [1, 0, 1];

    [Theory]
    [InlineData(2048, true)]
    [InlineData(3072, true)]
    [InlineData(1024, false)]
    public void A_sound_key_of_enough_bits_is_accepted(int bits, bool accepted)
    {
        using var key = RSA.Create(bits);
        Assert.Equal(accepted, RsaKeyStrength.IsAcceptable(key));
    }

    [Fact]
    public void D03_small_even_and_endless_exponents_are_refused()
    {
        using var key = RSA.Create(2048);
        var modulus = key.ExportParameters(false).Modulus!;
        byte[][] refused = [[], [0], [1], [3], [17], [1, 1], [0xFF, 0xFF], [0, 0, 3], [1, 0, 0], [1, 0, 0, 0, 1]];
        foreach (var exponent in refused)
            Assert.False(RsaKeyStrength.IsAcceptable(modulus, exponent));
        Assert.True(RsaKeyStrength.IsAcceptable(modulus, [0, 1, 0, 1]));
        Assert.True(RsaKeyStrength.IsAcceptable(modulus, [0xFF, 0xFF, 0xFF, 0xFF]));
    }

    [Fact]
    public void D03_moduli_that_are_no_product_of_two_good_primes_are_refused()
    {
        using var key = RSA.Create(2048);
        var modulus = key.ExportParameters(false).Modulus!;
        var even = modulus.ToArray();
        even[^1] &= 0xFE;
        Assert.False(RsaKeyStrength.IsAcceptable(even, Exponent));
        Assert.False(RsaKeyStrength.IsAcceptable([], Exponent));
        Assert.False(RsaKeyStrength.IsAcceptable(new byte[256], Exponent));
        Assert.False(RsaKeyStrength.IsAcceptable([.. modulus, .. modulus, 1], Exponent));
        var divisible = new BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        divisible -= divisible % 163;
        Assert.False(RsaKeyStrength.IsAcceptable((divisible.IsEven ? divisible + 163 : divisible).ToByteArray(isUnsigned: true, isBigEndian: true), Exponent));
    }

    [Fact]
    public void D03_primes_that_lie_close_together_are_refused()
    {
        using var key = RSA.Create(2048);
        var prime = new BigInteger(key.ExportParameters(true).P!, isUnsigned: true, isBigEndian: true);
        prime |= BigInteger.One << 1023;
        foreach (var distance in new[] { 0, 2, 1000, 1 << 20 })
            Assert.False(RsaKeyStrength.IsAcceptable((prime * (prime + distance)).ToByteArray(isUnsigned: true, isBigEndian: true), Exponent));
    }

    // CVE-2017-15361: primes of the form k * M + (65537^a mod M). That they are prime plays no part in the mark.
    [Fact]
    public void D03_keys_with_the_structure_of_the_bad_generator_are_refused()
    {
        var primorial = Enumerable.Range(2, 700).Where(IsPrime).Take(126).Aggregate(BigInteger.One, (product, prime) => product * prime);
        var random = new Random(15361);
        for (var round = 0; round < 20; round++)
        {
            var modulus = Half(random, primorial) * Half(random, primorial);
            Assert.False(RsaKeyStrength.IsAcceptable(modulus.ToByteArray(isUnsigned: true, isBigEndian: true), Exponent));
        }
    }

    private static BigInteger Half(Random random, BigInteger primorial)
    {
        var factor = new BigInteger(random.NextInt64(1L << 40, 1L << 50));
        var power = BigInteger.ModPow(65537, random.Next(), primorial);
        var half = (factor * primorial) + power;
        // Long enough for 2048 bits, without changing the rests modulo the small primes.
        while (half.GetBitLength() < 1024)
            half += primorial * (BigInteger.One << (int)(1023 - primorial.GetBitLength()));
        return half;
    }

    private static bool IsPrime(int number) => Enumerable.Range(2, (int)Math.Sqrt(number)).All(divisor => divisor >= number || number % divisor != 0);
}
