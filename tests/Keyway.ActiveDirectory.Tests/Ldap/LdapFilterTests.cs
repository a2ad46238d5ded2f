using FsCheck;
using FsCheck.Fluent;
using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Tests.Ldap;

public sealed class LdapFilterTests
{
    [Theory]
    [InlineData("*", @"(cn=\2a)")]
    [InlineData("a)(objectClass=*", @"(cn=a\29\28objectClass=\2a)")]
    [InlineData(@"a\2a", @"(cn=a\5c2a)")]
    [InlineData("a\0b", @"(cn=a\00b)")]
    [InlineData("é", @"(cn=\c3\a9)")]
    [InlineData("", "(cn=)")]
    public void A_value_cannot_change_the_filter(string value, string filter) => Assert.Equal(filter, LdapFilter.Equal("cn", value).ToString());

    [Fact]
    public void Whatever_the_value_only_the_outer_brackets_are_brackets() =>
        Prop.ForAll<string>(value =>
        {
            var text = LdapFilter.BeginsWith("cn", value ?? "").ToString();
            return text.Count(c => c is '(' or ')') == 2 && text.Count(c => c == '*') == 1 && text[^2] == '*' && text.All(c => c is >= ' ' and < '\x7F');
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parts_are_put_together()
    {
        var filter = LdapFilter.And(LdapFilter.Present("mail"), LdapFilter.Not(LdapFilter.Or(LdapFilter.HasBits("userAccountControl", 2), LdapFilter.InChain("memberOf", "CN=a,DC=b"))));

        Assert.Equal("(&(mail=*)(!(|(userAccountControl:1.2.840.113556.1.4.803:=2)(memberOf:1.2.840.113556.1.4.1941:=CN=a,DC=b))))", filter.ToString());
    }

    [Fact]
    public void Bytes_are_written_as_bytes() => Assert.Equal(@"(objectGUID=\00\ff\29)", LdapFilter.Equal("objectGUID", [0x00, 0xFF, 0x29]).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("cn=*)(a")]
    [InlineData("a b")]
    public void A_name_from_elsewhere_is_a_bug(string attribute) => Assert.Throws<ArgumentException>(() => LdapFilter.Present(attribute));

    [Fact]
    public void A_filter_of_nothing_is_a_bug() => Assert.Throws<ArgumentException>(() => LdapFilter.And([]));
}
