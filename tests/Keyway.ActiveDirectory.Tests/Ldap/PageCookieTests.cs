using Keyway.ActiveDirectory.Ldap;

namespace Keyway.ActiveDirectory.Tests.Ldap;

public sealed class PageCookieTests
{
    [Fact]
    public void The_cookie_of_an_answer_goes_into_the_next_request()
    {
        var answer = PageCookie.Request(0, [1, 2, 3]);

        Assert.Equal([1, 2, 3], PageCookie.Next([answer]));
    }

    [Fact]
    public void Without_the_control_there_is_no_next_page() => Assert.Empty(PageCookie.Next([])!);

    [Theory]
    [InlineData("")]
    [InlineData("3000")]
    [InlineData("30060201000484FFFFFFFF")]
    public void A_broken_control_is_noticed(string hex) => Assert.Null(PageCookie.Next([new LdapControl(PageCookie.Oid, false, Convert.FromHexString(hex))]));
}
