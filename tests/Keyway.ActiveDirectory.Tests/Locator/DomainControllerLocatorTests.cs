using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Locator;

public sealed class DomainControllerLocatorTests
{
    private const string Domain = "contoso.corp.com";
    private const string All = "_ldap._tcp.dc._msdcs.contoso.corp.com";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_only_domain_controller_is_never_chosen_when_changes_are_made()
    {
        await using var readOnly = new FakeDomainController("127.21.1.1") { HostName = "rodc.contoso.corp.com", Flags = FakeDomainController.ReadOnly };
        await using var far = new FakeDomainController("127.21.1.2", readOnly.Port) { HostName = "far.contoso.corp.com", Site = "There" };
        await using var dns = Listing(("rodc", "127.21.1.1"), ("far", "127.21.1.2"));

        Assert.Equal(["far.contoso.corp.com"], Names(await LocateAsync(dns, readOnly.Port)));
        Assert.Equal(["rodc.contoso.corp.com", "far.contoso.corp.com"], Names(await LocateAsync(dns, readOnly.Port, options => options with { RequireWritable = false })));
    }

    [Fact]
    public async Task When_only_a_read_only_one_answers_it_is_refused_by_name()
    {
        await using var readOnly = new FakeDomainController("127.21.2.1") { HostName = "rodc.contoso.corp.com", Flags = FakeDomainController.ReadOnly | DomainControllerFlags.Writable };
        await using var dns = Listing(("rodc", "127.21.2.1"));

        var refusal = (await LocateAsync(dns, readOnly.Port)).Refusal;
        Assert.Equal(Catalogue.ActiveDirectory.NoDomainController, refusal.Error);
        Assert.Contains("rodc.contoso.corp.com is read-only", refusal.Detail);
    }

    [Fact]
    public async Task Those_of_the_own_site_come_first()
    {
        await using var far = new FakeDomainController("127.21.3.1") { HostName = "far.contoso.corp.com", Site = "There" };
        await using var near = new FakeDomainController("127.21.3.2", far.Port) { HostName = "near.contoso.corp.com" };
        await using var dns = Listing(("far", "127.21.3.1"), ("near", "127.21.3.2"));

        Assert.Equal(["near.contoso.corp.com", "far.contoso.corp.com"], Names(await LocateAsync(dns, far.Port)));
        Assert.Equal(["far.contoso.corp.com", "near.contoso.corp.com"], Names(await LocateAsync(dns, far.Port, options => options with { Site = "There" })));
    }

    [Fact]
    public async Task The_own_site_that_a_domain_controller_tells_is_searched_too()
    {
        await using var far = new FakeDomainController("127.21.4.1") { HostName = "far.contoso.corp.com", Site = "There" };
        await using var near = new FakeDomainController("127.21.4.2", far.Port) { HostName = "near.contoso.corp.com" };
        await using var dns = Listing(("far", "127.21.4.1"));
        dns.Service("_ldap._tcp.Here._sites.dc._msdcs.contoso.corp.com", "near.contoso.corp.com").Address("near.contoso.corp.com", "127.21.4.2");

        Assert.Equal(["near.contoso.corp.com", "far.contoso.corp.com"], Names(await LocateAsync(dns, far.Port)));
    }

    [Fact]
    public async Task Key_lists_can_be_demanded()
    {
        await using var without = new FakeDomainController("127.21.5.1") { HostName = "old.contoso.corp.com" };
        await using var with = new FakeDomainController("127.21.5.2", without.Port) { HostName = "new.contoso.corp.com", Flags = FakeDomainController.ServingKeyLists, Site = "There" };
        await using var dns = Listing(("old", "127.21.5.1"), ("new", "127.21.5.2"));

        Assert.Equal(["new.contoso.corp.com"], Names(await LocateAsync(dns, without.Port, options => options with { RequireKeyList = true })));
    }

    [Fact]
    public async Task A_host_outside_of_the_domain_is_not_asked()
    {
        await using var dc = new FakeDomainController("127.21.6.1") { HostName = "dc.evil.example" };
        await using var dns = new FakeNameServer().Service(All, "dc.evil.example").Address("dc.evil.example", "127.21.6.1");

        Assert.Equal(Catalogue.ActiveDirectory.DomainUnknown, (await LocateAsync(dns, dc.Port)).Refusal.Error);
    }

    [Fact]
    public async Task Who_answers_cannot_choose_another_name()
    {
        await using var dc = new FakeDomainController("127.21.7.1") { HostName = "other.contoso.corp.com" };
        await using var dns = Listing(("dc1", "127.21.7.1"));

        Assert.Equal(Catalogue.ActiveDirectory.NoDomainController, (await LocateAsync(dns, dc.Port)).Refusal.Error);
    }

    [Fact]
    public async Task A_domain_controller_of_another_domain_is_not_taken()
    {
        await using var dc = new FakeDomainController("127.21.8.1") { Domain = "fabrikam.example" };
        await using var dns = Listing(("dc1", "127.21.8.1"));

        Assert.Equal(Catalogue.ActiveDirectory.NoDomainController, (await LocateAsync(dns, dc.Port)).Refusal.Error);
    }

    [Theory]
    [InlineData("127.21.9.1")]
    [InlineData("dc1.contoso.corp.com=127.21.9.1")]
    public async Task Given_hosts_are_asked_in_place_of_DNS(string host)
    {
        await using var dc = new FakeDomainController("127.21.9.1");
        var options = new LocatorOptions { Hosts = [host], PingPort = dc.Port, ReplyTimeout = Patience };

        Assert.Equal(["dc1.contoso.corp.com"], Names(await new DomainControllerLocator(() => []).LocateAsync(Domain, options, Token)));
    }

    [Theory]
    [InlineData("dc1 =127.0.0.1")]
    [InlineData("a b")]
    [InlineData("dc1=dc2")]
    public async Task A_given_host_that_is_none_is_refused(string host)
    {
        var options = new LocatorOptions { Hosts = [host] };

        Assert.Equal(Catalogue.ActiveDirectory.HostUnusable, (await new DomainControllerLocator(() => []).LocateAsync(Domain, options, Token)).Refusal.Error);
    }

    [Fact]
    public async Task A_domain_that_DNS_does_not_know_is_refused()
    {
        await using var dns = new FakeNameServer();

        Assert.Equal(Catalogue.ActiveDirectory.DomainUnknown, (await LocateAsync(dns, 1)).Refusal.Error);
        Assert.Equal(Catalogue.ActiveDirectory.DomainNameInvalid, (await new DomainControllerLocator(() => []).LocateAsync("a b", null, Token)).Refusal.Error);
        Assert.Equal(Catalogue.ActiveDirectory.DnsServerUnknown, (await new DomainControllerLocator(() => []).LocateAsync(Domain, null, Token)).Refusal.Error);
    }

    private static FakeNameServer Listing(params (string Host, string Address)[] hosts)
    {
        var dns = new FakeNameServer();
        foreach (var (host, address) in hosts)
            dns.Service(All, $"{host}.{Domain}").Address($"{host}.{Domain}", address);
        return dns;
    }

    private static Task<Result<IReadOnlyList<DomainController>>> LocateAsync(FakeNameServer dns, int port, Func<LocatorOptions, LocatorOptions>? change = null)
    {
        var options = new LocatorOptions { DnsServer = dns.EndPoint, PingPort = port, ReplyTimeout = Patience };
        return new DomainControllerLocator(() => []).LocateAsync(Domain, change is null ? options : change(options), Token);
    }

    private static IEnumerable<string> Names(Result<IReadOnlyList<DomainController>> located) => located.Value.Select(dc => dc.HostName);
}
