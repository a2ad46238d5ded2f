using Keyway.Connect.IdentityServer;
using Keyway.Errors;

namespace Keyway.Connect.Tests.IdentityServer;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("https://localhost:8443", "https://localhost:8443/")]
    [InlineData("https://keyway.contoso.corp.com/id", "https://keyway.contoso.corp.com/id/")]
    [InlineData("https://[::1]:8443/", "https://[::1]:8443/")]
    public void An_https_address_is_taken(string text, string expected) => Assert.Equal(expected, ServerAddress.Parse(text).Value.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("localhost:8443")]
    [InlineData("http://localhost:8443")]
    [InlineData("ftp://localhost")]
    [InlineData("https://user:secret@localhost")]
    [InlineData("https://localhost/?a=b")]
    [InlineData("https://localhost/#a")]
    [InlineData("https:///path")]
    public void Anything_else_is_refused(string text) => Assert.Equal(Catalogue.Connect.OptionInvalid, ServerAddress.Parse(text).Refusal.Error);

    [Fact]
    public void A_name_cannot_leave_its_place_in_a_path() =>
        Assert.Equal("kerberosServers/a%2Fb/..%2F%3Fx%3D%231", ServerAddress.Path("kerberosServers", "a/b", "../?x=#1"));
}
