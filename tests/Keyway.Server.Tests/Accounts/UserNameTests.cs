using Keyway.Server.Accounts;

namespace Keyway.Server.Tests.Accounts;

public sealed class UserNameTests
{
    [Theory]
    [InlineData("alice@contoso.com")]
    [InlineData("Zoë.O'Hara@contoso.com")]
    [InlineData("名前@例え.jp")]
    public void A_user_principal_name_is_accepted(string name) => Assert.Null(UserName.Check(name));

    [Theory]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("@contoso.com")]
    [InlineData("alice@")]
    [InlineData("a@b@c")]
    [InlineData("al ice@contoso.com")]
    [InlineData("alice\u00a0@contoso.com")]
    [InlineData("alice\n@contoso.com")]
    [InlineData("alice\u202e@contoso.com")]
    [InlineData("alice\u200b@contoso.com")]
    public void A_name_that_cannot_be_shown_as_it_is_is_refused(string name) => Assert.Equal("KW2055", UserName.Check(name)!.Code);

    [Fact]
    public void Half_a_character_is_refused() => Assert.NotNull(UserName.Check("al" + '\ud800' + "ice@contoso.com"));

    [Fact]
    public void A_name_longer_than_256_is_refused() => Assert.NotNull(UserName.Check(new string('a', 250) + "@b.test"));
}
