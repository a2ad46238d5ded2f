using System.Formats.Asn1;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Tests.Cose;

public sealed class EcdsaSignatureTests
{
    [Fact]
    public void Every_pair_of_positive_numbers_has_one_strict_encoding() =>
        Prop.ForAll<NonEmptyArray<byte>, NonEmptyArray<byte>>((r, s) =>
        {
            var (first, second) = (Number(r.Get), Number(s.Get));
            return EcdsaSignature.IsStrict(Encode(first, second), 32);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(66)]
    public void Longest_numbers_of_each_curve_are_accepted(int length)
    {
        var longest = BigInteger.Pow(256, length) - 1;
        Assert.True(EcdsaSignature.IsStrict(Encode(longest, longest), length));
        Assert.False(EcdsaSignature.IsStrict(Encode(longest + 1, BigInteger.One), length));
    }

    [Theory]
    [Trait("Attack", "W07")]
    [InlineData("3006020101020101", true)]
    [InlineData("", false)]
    [InlineData("30", false)]
    [InlineData("300602010102010100", false)] // trailing byte
    [InlineData("3007020101020101", false)] // longer than it is
    [InlineData("3005020101020101", false)] // shorter than it is
    [InlineData("308106020101020101", false)] // long form of a short length
    [InlineData("30820006020101020101", false)]
    [InlineData("3080020101020101", false)] // indefinite length
    [InlineData("30800201010201010000", false)]
    [InlineData("300702020001020101", false)] // padded number
    [InlineData("3006020181020101", false)] // negative number
    [InlineData("3006020100020101", false)] // zero
    [InlineData("3006020101020100", false)]
    [InlineData("3005020002020101", false)] // empty number
    [InlineData("3106020101020101", false)] // SET
    [InlineData("3006030101020101", false)] // BIT STRING
    [InlineData("3009020101020101020101", false)] // three numbers
    [InlineData("3003020101", false)] // one number
    [InlineData("300602810101020101", false)]
    public void Only_the_one_encoding_is_strict(string hex, bool strict) =>
        Assert.Equal(strict, EcdsaSignature.IsStrict(Convert.FromHexString(hex), 32));

    [Fact]
    [Trait("Attack", "W07")]
    public void Signature_in_the_raw_form_is_refused()
    {
        var key = new TestKey();
        var reader = new AsnReader(key.Sign([1]), AsnEncodingRules.DER).ReadSequence();
        byte[] raw = [.. Fixed(reader.ReadInteger()), .. Fixed(reader.ReadInteger())];
        Assert.False(CoseKey.Parse(key.CoseKey).Value.Verify([1], raw));
    }

    private static byte[] Fixed(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private static BigInteger Number(byte[] bytes) => new BigInteger(bytes.AsSpan(0, Math.Min(bytes.Length, 32)), isUnsigned: true) + 1;

    private static byte[] Encode(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }

        return writer.Encode();
    }
}
