using Keyway.ActiveDirectory.Dns;

namespace Keyway.ActiveDirectory.Tests.Dns;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("contoso.corp.com")]
    [InlineData("DC-1")]
    [InlineData("_ldap._tcp.contoso.corp.com")]
    public void Names_of_hosts_and_services_are_valid(string name) => Assert.True(HostName.IsValid(name));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("-a.b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\nkdc=evil")]
    [InlineData("dc1.contoso.corp.com.")]
    [InlineData("münchen.example")]
    public void What_could_mean_something_else_is_not(string name) => Assert.False(HostName.IsValid(name));

    [Theory]
    [InlineData("dc1.contoso.corp.com", true)]
    [InlineData("CONTOSO.corp.com", true)]
    [InlineData("evilcontoso.corp.com", false)]
    [InlineData("contoso.corp.com.evil.example", false)]
    public void Only_a_name_below_the_domain_is_within(string name, bool within) => Assert.Equal(within, HostName.IsWithin(name, "contoso.corp.com"));
}
