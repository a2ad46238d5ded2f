using Keyway.Server.Accounts;

namespace Keyway.Server.Tests.Accounts;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("CONTOSO.corp.com", "contoso.corp.com")]
    [InlineData("contoso.corp.com.", "contoso.corp.com")]
    [InlineData("single", "single")]
    public void K24_spellings_of_one_domain_are_one(string name, string expected) => Assert.Equal(expected, DomainName.Normalise(name));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("contoso..com")]
    [InlineData("contoso.com..")]
    [InlineData("-a.com")]
    [InlineData("a-.com")]
    [InlineData("contoso/com")]
    [InlineData("cöntoso.com")]
    [InlineData("a b.com")]
    public void K24_what_is_no_DNS_name_is_none(string name) => Assert.Null(DomainName.Normalise(name));
}
