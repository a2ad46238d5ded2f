using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Tests.Cose;

/// <summary>Keys and signatures of RFC 8032, section 7.1.</summary>
public sealed class Ed25519KeyTests
{
    private const string PublicKey = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

    private const string Signature =
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    [Fact]
    public void Signature_of_the_specification_verifies()
    {
        var key = Parse(PublicKey).Value;
        Assert.Equal(CoseAlgorithm.EdDSA, key.Algorithm);
        Assert.True(key.Verify([0x72], Convert.FromHexString(Signature)));
    }

    [Fact]
    [Trait("Attack", "W07")]
    public void Every_flipped_bit_of_the_signature_is_refused()
    {
        var key = Parse(PublicKey).Value;
        for (var bit = 0; bit < 512; bit++)
        {
            var signature = Convert.FromHexString(Signature);
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(key.Verify([0x72], signature));
        }
    }

    [Fact]
    [Trait("Attack", "W07")]
    public void Signature_number_of_the_groups_order_or_more_is_refused()
    {
        // The same signature with the order of the group added to its second half.
        byte[] order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        var signature = Convert.FromHexString(Signature);
        var carry = 0;
        for (var i = 0; i < 32; i++)
        {
            carry += signature[32 + i] + order[i];
            signature[32 + i] = (byte)(carry & 0xff);
            carry >>= 8;
        }

        Assert.False(Parse(PublicKey).Value.Verify([0x72], signature));
    }

    [Theory]
    [Trait("Attack", "W07")]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void Signature_of_another_length_is_refused(int length) => Assert.False(Parse(PublicKey).Value.Verify([0x72], new byte[length]));

    [Theory]
    [Trait("Attack", "W07")]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000")] // on no point of the curve
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")] // order 1
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")] // order 2
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")] // order 4
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080")] // order 4
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")] // order 8
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")] // order 8
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")] // order 1, not canonical
    public void Unfit_point_is_refused(string hex) => Refused.With(Catalogue.WebAuthnData.CoseKeyNotOnCurve, Parse(hex));

    [Theory]
    [Trait("Attack", "W07")]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(57)]
    public void Point_of_another_length_is_refused(int length) =>
        Refused.With(Catalogue.WebAuthnData.CoseKeyMalformed, Parse(Convert.ToHexString(new byte[length])));

    [Fact]
    public void One_key_verifies_for_many_threads_at_once()
    {
        var key = Parse(PublicKey).Value;
        var signature = Convert.FromHexString(Signature);
        Parallel.For(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => Assert.Equal(i % 2 == 0, key.Verify([(byte)(0x72 + (i % 2))], signature)));
    }

    private static Result<CoseKey> Parse(string hex) => CoseKey.Parse(CborItem.Map((1, 1), (3, -8), (-1, 6), (-2, Convert.FromHexString(hex))));
}
