using System.Net;
using Keyway.ActiveDirectory.Locator;
using Keyway.Device.Commands;
using Keyway.Device.Locating;
using Keyway.Errors;

namespace Keyway.Device.Tests.Locating;

public sealed class NltestTests
{
    private static readonly DomainController Samba = new(
        "dc1.contoso.corp.com", IPAddress.Parse("10.0.0.1"), (DomainControllerFlags)0x11bd, "contoso.corp.com", "contoso.corp.com", "CONTOSO",
        new Guid("5499c0e6-2d33-429d-aab3-f45f6a06922b"), "Default-First-Site-Name", "Default-First-Site-Name");

    [Fact]
    public void The_block_is_that_of_nltest() => Assert.Equal(
        [
            @"           DC: \\dc1.contoso.corp.com",
            @"      Address: \\10.0.0.1",
            "     Dom Guid: 5499c0e6-2d33-429d-aab3-f45f6a06922b",
            "     Dom Name: contoso.corp.com",
            "  Forest Name: contoso.corp.com",
            " Dc Site Name: Default-First-Site-Name",
            "Our Site Name: Default-First-Site-Name",
            "        Flags: PDC GC DS LDAP KDC WRITABLE DNS_DC DNS_DOMAIN DNS_FOREST CLOSE_SITE FULL_SECRET",
            "The command completed successfully",
        ],
        DomainLocation.Block(Samba));

    [Fact]
    public void A_Windows_controller_of_today_has_the_words_that_the_documentation_shows()
    {
        var windows = Samba with { Flags = (DomainControllerFlags)0x3F3FC };

        Assert.EndsWith("Flags: GC DS LDAP KDC TIMESERV GTIMESERV WRITABLE DNS_DC DNS_DOMAIN DNS_FOREST CLOSE_SITE FULL_SECRET WS DS_8 DS_9 DS_10 KEYLIST", DomainLocation.Block(windows)[7], StringComparison.Ordinal);
    }

    [Fact]
    public void The_failure_is_that_of_nltest()
    {
        Assert.Equal("Getting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN", DomainLocation.Failure(Catalogue.ActiveDirectory.NoDomainController));
        Assert.Equal("Getting DC name failed: Status = 1212 0x4bc ERROR_INVALID_DOMAINNAME", DomainLocation.Failure(Catalogue.ActiveDirectory.DomainNameInvalid));
    }

    [Fact]
    public void The_switches_of_nltest_are_read_whatever_their_case()
    {
        var order = NltestCommand.Parse(["/dsgetdc:contoso.corp.com", "/KEYLIST", "-kdc", "/writable", "/force", "/site:HQ", "--dc", "dc1=10.0.0.1"])!;

        Assert.Equal(("contoso.corp.com", true, true, true, "HQ"), (order.Domain, order.KeyList, order.Kdc, order.Writable, order.Site));
        Assert.Equal(["dc1=10.0.0.1"], order.DomainControllers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/kdc")]
    [InlineData("/dsgetdc:")]
    [InlineData("/dsgetdc:a /dsgetdc:b")]
    [InlineData("/dsgetdc:a /nothing")]
    [InlineData("/dsgetdc:a --dc")]
    [InlineData("/dsgetdc:a --name-server x")]
    [InlineData("/sc_reset:a")]
    public void A_switch_that_is_not_known_is_refused(string line) =>
        Assert.Null(NltestCommand.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("/status", "status")]
    [InlineData("/STATUS /debug --state /tmp/x", "status --state /tmp/x")]
    [InlineData("/join", "join hybrid")]
    [InlineData("/debug -leave --force", "leave --force")]
    public void The_switches_of_dsregcmd_are_commands(string line, string command) =>
        Assert.Equal(command, string.Join(' ', DsregcmdCommand.Translate(line.Split(' '))!));

    [Theory]
    [InlineData("")]
    [InlineData("/forcerecovery")]
    [InlineData("status")]
    public void A_switch_of_dsregcmd_that_is_not_known_is_none(string line) =>
        Assert.Null(DsregcmdCommand.Translate(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
