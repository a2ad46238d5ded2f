using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Fido2.Cose;

namespace Keyway.Fido2.Tests.Cose;

public sealed class CoseKeyTests
{
    private static readonly TestKey Key = new();

    [Fact]
    public void Key_keeps_its_encoding() => Assert.Equal(Key.CoseKey, CoseKey.Parse(Key.CoseKey).Value.Encoded.ToArray());

    [Fact]
    public void One_key_verifies_for_many_threads_at_once()
    {
        var key = CoseKey.Parse(Key.CoseKey).Value;
        byte[][] data = [.. Enumerable.Range(0, 16).Select(i => new[] { (byte)i })];
        byte[][] signatures = [.. data.Select(Key.Sign)];
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var (right, other) = (i % 16, (i + 1) % 16);
            Assert.True(key.Verify(data[right], signatures[right]));
            Assert.False(key.Verify(data[right], signatures[other]));
        });
    }

    [Fact]
    public void Verification_allocates_little()
    {
        var key = CoseKey.Parse(Key.CoseKey).Value;
        var signature = Key.Sign([1]);
        Assert.True(key.Verify([1], signature));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) key.Verify([1], signature);
        // The base library's own handles; nothing that grows with the input.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 4096);
    }

    [Fact]
    [Trait("Attack", "W07")]
    public void Point_off_the_curve_is_refused()
    {
        var encoded = Key.CoseKey;
        encoded[^1] ^= 1;
        Refused.With(Catalogue.WebAuthnData.CoseKeyNotOnCurve, CoseKey.Parse(encoded));
    }

    [Theory]
    [Trait("Attack", "W07")]
    [InlineData(0x00)]
    [InlineData(0xff)]
    public void Coordinates_outside_the_field_are_refused(byte fill)
    {
        var coordinate = Enumerable.Repeat(fill, 32).ToArray();
        Refused.With(Catalogue.WebAuthnData.CoseKeyNotOnCurve, CoseKey.Parse(CborItem.Map((1, 2), (3, -7), (-1, 1), (-2, coordinate), (-3, coordinate))));
    }

    [Fact]
    [Trait("Attack", "W07")]
    public void Compressed_point_is_refused() =>
        Refused.With(Catalogue.WebAuthnData.CborMalformed, CoseKey.Parse(CborItem.Map((1, 2), (3, -7), (-1, 1), (-2, X), (-3, true))));

    [Fact]
    [Trait("Attack", "W07")]
    public void Coordinates_of_another_length_are_refused()
    {
        Refused.With(Catalogue.WebAuthnData.CoseKeyMalformed, CoseKey.Parse(CborItem.Map((1, 2), (3, -7), (-1, 1), (-2, X[..31]), (-3, X))));
        Refused.With(Catalogue.WebAuthnData.CoseKeyMalformed, CoseKey.Parse(CborItem.Map((1, 2), (3, -7), (-1, 1), (-2, X), (-3, (byte[])[0, .. X]))));
    }

    [Fact]
    [Trait("Attack", "W07")]
    public void Further_members_are_refused() => Refused.With(
        Catalogue.WebAuthnData.CoseKeyMalformed,
        CoseKey.Parse(CborItem.Map((1, 2), (3, -7), (4, 2), (-1, 1), (-2, X), (-3, X))));

    [Fact]
    [Trait("Attack", "W07")]
    public void Private_key_is_refused() => Refused.With(
        Catalogue.WebAuthnData.CoseKeyMalformed,
        CoseKey.Parse(CborItem.Map((1, 2), (3, -7), (-1, 1), (-2, X), (-3, X), (-4, new byte[32]))));

    [Fact]
    [Trait("Attack", "W10")]
    public void Members_out_of_canonical_order_are_refused() => Refused.With(
        Catalogue.WebAuthnData.CoseKeyMalformed,
        CoseKey.Parse(CborItem.LaxMap((1, 2), (3, -7), (-1, 1), (-3, X), (-2, X))));

    [Fact]
    [Trait("Attack", "W10")]
    public void Numbers_in_a_longer_form_are_refused()
    {
        // kty 2 as 0x18 0x02 instead of 0x02.
        byte[] encoded = [.. Key.CoseKey.AsSpan(0, 2), 0x18, .. Key.CoseKey.AsSpan(2)];
        Refused.With(Catalogue.WebAuthnData.CborMalformed, CoseKey.Parse(encoded));
    }

    [Fact]
    [Trait("Attack", "W10")]
    public void Member_given_twice_is_refused() => Refused.With(
        Catalogue.WebAuthnData.CborMalformed,
        CoseKey.Parse(CborItem.LaxMap((1, 2), (3, -7), (-1, 1), (-1, 1), (-2, X))));

    [Fact]
    [Trait("Attack", "W10")]
    public void Bytes_after_the_key_are_refused() =>
        Refused.With(Catalogue.WebAuthnData.CborTrailingBytes, CoseKey.Parse((byte[])[.. Key.CoseKey, 0]));

    [Theory]
    [Trait("Attack", "W07")]
    [InlineData(1024, false)]
    [InlineData(2047, false)]
    [InlineData(2048, true)]
    [InlineData(8192, true)]
    [InlineData(8200, false)]
    public void Rsa_modulus_has_2048_to_8192_bits(int bits, bool accepted)
    {
        var modulus = new byte[(bits + 7) / 8];
        Array.Fill(modulus, (byte)0x5b);
        modulus[0] = (byte)(bits % 8 == 0 ? 0xc5 : 0x45);
        var result = CoseKey.Parse(CborItem.Map((1, 3), (3, -257), (-1, modulus), (-2, new byte[] { 1, 0, 1 })));
        Assert.Equal(accepted, result.Succeeded);
        if (!accepted) Refused.With(Catalogue.WebAuthnData.CoseKeyWeakRsa, result);
    }

    [Theory]
    [Trait("Attack", "W07")]
    [InlineData("01", 1016)]
    [InlineData("02", 1016)]
    [InlineData("010002", 1016)]
    [InlineData("0100000001", 1016)]
    [InlineData("", 1014)]
    [InlineData("00010001", 1014)]
    public void Unusable_rsa_exponent_is_refused(string exponent, int number)
    {
        var modulus = Enumerable.Repeat((byte)0xc5, 256).ToArray();
        var result = CoseKey.Parse(CborItem.Map((1, 3), (3, -257), (-1, modulus), (-2, Convert.FromHexString(exponent))));
        Assert.Equal(number, result.Refusal.Error.Number);
    }

    [Fact]
    public void Rsa_signature_verifies_and_no_other()
    {
        using var rsa = RSA.Create(2048);
        var parameters = rsa.ExportParameters(false);
        var key = CoseKey.Parse(CborItem.Map((1, 3), (3, -257), (-1, parameters.Modulus!), (-2, parameters.Exponent!))).Value;
        var signature = rsa.SignData("data"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.True(key.Verify("data"u8, signature));
        Assert.False(key.Verify("date"u8, signature));
        Assert.False(key.Verify("data"u8, rsa.SignData("data"u8, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)));
        Assert.False(key.Verify("data"u8, rsa.SignData("data"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)));
        Assert.False(key.Verify("data"u8, (byte[])[0, .. signature]));
    }

    private static byte[] X { get; } = Key.CoseKey.AsSpan(10, 32).ToArray();
}
