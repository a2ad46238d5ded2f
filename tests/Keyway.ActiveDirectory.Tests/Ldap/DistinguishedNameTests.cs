using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Tests.Ldap;

public sealed class DistinguishedNameTests
{
    [Theory]
    [InlineData("CN=a,DC=b", "DC=b")]
    [InlineData(@"CN=a\,b,DC=c", "DC=c")]
    [InlineData(@"CN=a\\,DC=c", "DC=c")]
    [InlineData(@"CN=a\2C,DC=c", "DC=c")]
    [InlineData("DC=b", null)]
    [InlineData("", null)]
    public void The_parent_begins_behind_the_first_bare_comma(string dn, string? parent) => Assert.Equal(parent, DistinguishedName.ParentOf(dn));

    [Theory]
    [InlineData("CN=Security Key Users,DC=b", "Security Key Users")]
    [InlineData(@"CN=a\,b\\,DC=c", @"a,b\")]
    [InlineData(@"CN=\C3\A9\2B,DC=c", "é+")]
    [InlineData("CN=é😀,DC=c", "é😀")]
    [InlineData("CN=", "")]
    [InlineData(@"CN=a\", @"a\")]
    public void The_first_value_is_unescaped(string dn, string value) => Assert.Equal(value, DistinguishedName.FirstValueOf(dn));
}
