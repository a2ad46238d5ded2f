using FsCheck;
using FsCheck.Fluent;
using Keyway.Errors;

namespace Keyway.Fido2.Tests;

public sealed class AuthenticatorDataTests
{
    [Fact]
    public void Flags_and_counter_survive_their_encoding() =>
        Prop.ForAll<byte, uint>((flags, count) =>
        {
            var gesture = new Gesture { Flags = (AuthenticatorFlags)(flags & 0x1d), SignCount = count };
            var data = AuthenticatorData.Parse(gesture.AuthenticatorData([])).Value;
            return data.Flags == gesture.Flags && data.SignCount == count && data.RpIdHash.Span.SequenceEqual(Site.Party.IdHash.Span);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Credential_and_extensions_are_read_together()
    {
        var key = new TestKey();
        var gesture = new Gesture { Extensions = CborItem.Map(("credProtect", 3), ("hmac-secret", true), ("minPinLength", 6)) };
        var data = AuthenticatorData.Parse(gesture.AuthenticatorData(key.AttestedData())).Value;
        Assert.Equal(TestKey.Model, data.Attested!.Aaguid);
        Assert.Equal(key.CredentialId, data.Attested.CredentialId.ToArray());
        Assert.Equal(key.CoseKey, data.Attested.PublicKey.Encoded.ToArray());
        Assert.Equal(CredentialProtection.UserVerificationRequired, data.Extensions.CredentialProtection);
        Assert.True(data.Extensions.HmacSecretEnabled);
        Assert.Equal(6, data.Extensions.MinimumPinLength);
        Assert.Empty(data.Extensions.Others);
    }

    [Fact]
    public void Reserved_flags_are_ignored()
    {
        var bytes = new Gesture().AuthenticatorData([]);
        bytes[32] |= 0x22;
        Assert.True(AuthenticatorData.Parse(bytes).Value.Has(AuthenticatorFlags.UserPresent | AuthenticatorFlags.UserVerified));
    }

    [Fact]
    [Trait("Attack", "W10")]
    public void Every_truncation_is_refused()
    {
        var gesture = new Gesture { Extensions = CborItem.Map(("credProtect", 2)) };
        var whole = gesture.AuthenticatorData(new TestKey().AttestedData());
        for (var length = 0; length < whole.Length; length++) Assert.False(AuthenticatorData.Parse(whole.AsMemory(0, length)).Succeeded);
    }

    [Fact]
    [Trait("Attack", "W10")]
    public void Bytes_that_no_flag_announces_are_refused()
    {
        byte[] plain = [.. new Gesture().AuthenticatorData([]), 0];
        Refused.With(Catalogue.WebAuthnData.AuthenticatorDataTrailingBytes, AuthenticatorData.Parse(plain));
        byte[] attested = [.. new Gesture().AuthenticatorData(new TestKey().AttestedData()), .. CborItem.Map(("credProtect", 2))];
        Refused.With(Catalogue.WebAuthnData.AuthenticatorDataTrailingBytes, AuthenticatorData.Parse(attested));
        byte[] extended = [.. new Gesture { Extensions = CborItem.Map(("credProtect", 2)) }.AuthenticatorData([]), 0];
        Refused.With(Catalogue.WebAuthnData.AuthenticatorDataTrailingBytes, AuthenticatorData.Parse(extended));
    }

    [Fact]
    [Trait("Attack", "W10")]
    public void Announced_extensions_must_be_there()
    {
        var bytes = new Gesture().AuthenticatorData([]);
        bytes[32] |= (byte)AuthenticatorFlags.ExtensionData;
        Refused.With(Catalogue.WebAuthnData.AuthenticatorDataTruncated, AuthenticatorData.Parse(bytes));
    }

    [Fact]
    [Trait("Attack", "W10")]
    public void Oversized_data_is_refused()
    {
        var gesture = new Gesture { Extensions = CborItem.Map(("x", new byte[20000])) };
        Refused.With(Catalogue.WebAuthnData.CborTooLarge, AuthenticatorData.Parse(gesture.AuthenticatorData([])));
    }

    [Theory]
    [Trait("Attack", "W15")]
    [InlineData("credProtect", 0)]
    [InlineData("credProtect", 4)]
    [InlineData("credProtect", true)]
    [InlineData("hmac-secret", 1)]
    [InlineData("hmac-secret", "yes")]
    [InlineData("minPinLength", 3)]
    [InlineData("minPinLength", 64)]
    public void Extension_output_of_another_kind_is_refused(string name, object value) => Refused.With(
        Catalogue.WebAuthnData.ExtensionsMalformed, Parse(CborItem.Map((name, value))));

    [Theory]
    [Trait("Attack", "W15")]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(96)]
    public void Hmac_secret_of_another_length_is_refused(int length) =>
        Refused.With(Catalogue.WebAuthnData.ExtensionsMalformed, Parse(CborItem.Map(("hmac-secret", new byte[length]))));

    [Theory]
    [Trait("Attack", "W10")]
    [InlineData("bf6b6372656450726f7465637402ff")] // map of indefinite length
    [InlineData("a26b6372656450726f74656374026b6372656450726f7465637403")] // credProtect twice
    [InlineData("a16b6372656450726f746563741802")] // 2 in a longer form
    [InlineData("a10102")] // a number for a name
    [InlineData("a1617881818181818181")] // nested too deep
    [InlineData("a16178c000")] // a tag
    [InlineData("a161785f4100ff")] // bytes of indefinite length
    [InlineData("a161785bffffffffffffffff")] // 2^64-1 bytes announced
    [InlineData("a161789bffffffffffffffff")] // 2^64-1 items announced
    [InlineData("bbffffffffffffffff")] // 2^64-1 members announced
    [InlineData("a16178bb00000000ffffffff")]
    [InlineData("a161ff01")] // name that is not UTF-8
    [InlineData("80")] // a list
    [InlineData("18")]
    public void Malformed_extensions_are_refused(string hex) => Assert.False(Parse(Convert.FromHexString(hex)).Succeeded);

    private static Result<AuthenticatorData> Parse(byte[] extensions) =>
        AuthenticatorData.Parse(new Gesture { Extensions = extensions }.AuthenticatorData([]));
}
