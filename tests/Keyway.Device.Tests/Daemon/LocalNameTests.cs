using Keyway.Device.Daemon.People;

namespace Keyway.Device.Tests.Daemon;

public sealed class LocalNameTests
{
    [Theory]
    [InlineData("alice@contoso.com", "alice")]
    [InlineData("Alice.Ng-2@contoso.com", "alice.ng-2")]
    [InlineData("_svc@contoso.com", "_svc")]
    [InlineData("a@b@contoso.com", "a")]
    public void A_user_principal_name_gives_its_left_part_in_small_letters(string upn, string name) => Assert.Equal(name, LocalName.Of(upn));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("@contoso.com")]
    [InlineData("../root@contoso.com")]
    [InlineData("a:b@contoso.com")]
    [InlineData("a\nb@contoso.com")]
    [InlineData("-rf@contoso.com")]
    [InlineData("0@contoso.com")]
    [InlineData("4711@contoso.com")]
    [InlineData("al ice@contoso.com")]
    [InlineData("müller@contoso.com")]
    [InlineData("alice\u202egro.osotnoc@x")]
    [InlineData("abcdefghijklmnopqrstuvwxyz1234567@contoso.com")]
    [InlineData("alice\n@contoso.com")]
    [InlineData("alice\0@contoso.com")]
    public void D08_a_name_that_a_program_could_misread_is_none(string? upn) => Assert.Null(LocalName.Of(upn));
}
