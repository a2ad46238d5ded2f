using Keyway.Errors;
using Keyway.Fido2.Attestation;

namespace Keyway.Fido2.Tests.Attestation;

public sealed class AttestationObjectTests
{
    private static readonly (object Key, object Value) Format = ("fmt", "none");
    private static readonly (object Key, object Value) Statement = ("attStmt", new ReadOnlyMemory<byte>(CborItem.Map()));
    private static readonly (object Key, object Value) Data = ("authData", new byte[37]);

    [Fact]
    public void Members_may_stand_in_any_order()
    {
        foreach (var members in ((object Key, object Value)[][])[[Format, Statement, Data], [Data, Statement, Format], [Statement, Data, Format]])
        {
            var parsed = AttestationObject.Parse(CborItem.LaxMap(members)).Value;
            Assert.Equal("none", parsed.Format);
            Assert.Equal([0xa0], parsed.Statement.ToArray());
            Assert.Equal(37, parsed.AuthenticatorData.Length);
        }
    }

    [Fact]
    public void Unknown_members_are_skipped() =>
        Assert.True(AttestationObject.Parse(CborItem.LaxMap(("epAtt", false), Format, Statement, ("largeBlobKey", new byte[32]), Data)).Succeeded);

    [Fact]
    public void Missing_member_is_refused()
    {
        foreach (var members in ((object Key, object Value)[][])[[Statement, Data], [Format, Data], [Format, Statement]])
            Refused.With(Catalogue.WebAuthnData.AttestationObjectMalformed, AttestationObject.Parse(CborItem.LaxMap(members)));
    }

    [Fact]
    public void Statement_that_is_no_map_is_refused() =>
        Refused.With(Catalogue.WebAuthnData.AttestationObjectMalformed, AttestationObject.Parse(CborItem.LaxMap(Format, ("attStmt", true), Data)));

    [Fact]
    [Trait("Attack", "W10")]
    public void Member_given_twice_is_refused() =>
        Refused.With(Catalogue.WebAuthnData.CborMalformed, AttestationObject.Parse(CborItem.LaxMap(Format, Format, Statement, Data)));

    [Fact]
    [Trait("Attack", "W10")]
    public void Trailing_bytes_are_refused() => Refused.With(
        Catalogue.WebAuthnData.CborTrailingBytes, AttestationObject.Parse((byte[])[.. CborItem.LaxMap(Format, Statement, Data), 0]));

    [Fact]
    [Trait("Attack", "W10")]
    public void Oversized_object_is_refused() =>
        Refused.With(Catalogue.WebAuthnData.CborTooLarge, AttestationObject.Parse(CborItem.LaxMap(Format, Statement, ("authData", new byte[70000]))));

    [Fact]
    [Trait("Attack", "W10")]
    public void Deep_nesting_is_refused()
    {
        // 60,000 lists in each other, which a reader that recurses would not survive.
        byte[] bomb = [.. Enumerable.Repeat((byte)0x81, 60_000), 0];
        var cbor = CborItem.LaxMap(Format, Statement, Data, ("x", new ReadOnlyMemory<byte>(bomb)));
        Refused.With(Catalogue.WebAuthnData.CborTooLarge, AttestationObject.Parse(cbor));
    }

    [Fact]
    [Trait("Attack", "W10")]
    public void Long_names_are_refused() => Refused.With(
        Catalogue.WebAuthnData.CborTooLarge, AttestationObject.Parse(CborItem.LaxMap(("fmt", new string('x', 65)), Statement, Data)));

    [Theory]
    [Trait("Attack", "W10")]
    [InlineData("bf63666d74646e6f6e65ff")] // map of indefinite length
    [InlineData("a163666d747f646e6f6e65ff")] // text of indefinite length
    [InlineData("a16861757468446174615f4100ff")] // bytes of indefinite length
    [InlineData("bbffffffffffffffff")]
    [InlineData("a163666d747bffffffffffffffff")]
    [InlineData("f6")]
    [InlineData("")]
    public void Malformed_object_is_refused(string hex) =>
        Assert.False(AttestationObject.Parse(Convert.FromHexString(hex)).Succeeded);
}
