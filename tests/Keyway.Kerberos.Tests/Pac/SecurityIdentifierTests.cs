using FsCheck;
using FsCheck.Fluent;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.Kerberos.Tests.Pac;

public sealed class SecurityIdentifierTests
{
    [Fact]
    public void Text_and_bytes_say_the_same()
    {
        // [MS-DTYP] 2.4.2.1 and the binary form of 2.4.2.2, written out by hand.
        var sid = SecurityIdentifier.Parse("S-1-5-21-1004336348-1177238915-682003330-512").Value;
        Assert.Equal("010500000000000515000000dcf4dc3b833d2b46828ba62800020000", Convert.ToHexStringLower(sid.ToBinary()));
        Assert.Equal(512u, sid.RelativeIdentifier);
        Assert.Equal("S-1-5-21-1004336348-1177238915-682003330", sid.Parent.ToString());
        Assert.True(sid.IsDomainAccount);
        Assert.False(sid.Parent.IsDomainAccount);
        Assert.Equal(sid, sid.Parent.Child(512));
    }

    [Fact]
    public void Each_identifier_comes_back_from_text_and_bytes()
    {
        var generator =
            from authority in Gen.Choose(0, int.MaxValue)
            from subs in Gen.ListOf(Gen.Choose(int.MinValue, int.MaxValue))
            select $"S-1-{authority}" + string.Concat(subs.Take(15).Select(sub => $"-{unchecked((uint)sub)}"));
        Prop.ForAll(generator.ToArbitrary(), text =>
        {
            var sid = SecurityIdentifier.Parse(text).Value;
            return sid.ToString() == text && SecurityIdentifier.Parse(sid.ToBinary()).Value.Equals(sid);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData("S-1")]
    [InlineData("S-2-5-21")]
    [InlineData("S-1-5-")]
    [InlineData("S-1-5-21-")]
    [InlineData("S-1-5-4294967296")]
    [InlineData("S-1-281474976710656")]
    [InlineData("S-1-5--1")]
    [InlineData("S-1-5-+1")]
    [InlineData("S-1-5- 1")]
    [InlineData("S-1-5-0x10")]
    [InlineData("S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16")]
    [InlineData("alice")]
    public void Other_texts_are_refused(string text) =>
        Assert.Equal(Catalogue.Kerberos.SecurityIdentifierMalformed, SecurityIdentifier.Parse(text).Refusal.Error);

    [Theory]
    [InlineData("")]
    [InlineData("0101000000000005")]
    [InlineData("01010000000000051500000000")]
    [InlineData("02010000000000051500000015")]
    [InlineData("01ff000000000005")]
    public void Other_bytes_are_refused(string hex) =>
        Assert.Equal(Catalogue.Kerberos.SecurityIdentifierMalformed, SecurityIdentifier.Parse(Convert.FromHexString(hex)).Refusal.Error);
}
