using System.Net;
using Keyway.ActiveDirectory.Dns;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests.Dns;

public sealed class DnsClientTests
{
    private const string Name = "_ldap._tcp.dc._msdcs.contoso.corp.com";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Services_come_in_the_order_of_their_priority()
    {
        await using var server = new FakeNameServer().Service(Name, "far.contoso.corp.com", 10).Service(Name, "near.contoso.corp.com");

        var services = await new DnsClient([server.EndPoint], Patience).ServicesAsync(Name, Token);
        Assert.Equal(["near.contoso.corp.com", "far.contoso.corp.com"], services.Value.Select(service => service.Host));
    }

    [Fact]
    public async Task A_truncated_answer_is_asked_for_again_over_TCP()
    {
        await using var server = new FakeNameServer { Truncates = true };
        server.Address("dc1.contoso.corp.com", "192.0.2.7");

        var addresses = await new DnsClient([server.EndPoint], Patience).AddressesAsync("dc1.contoso.corp.com", Token);
        Assert.Equal([IPAddress.Parse("192.0.2.7")], addresses.Value);
        Assert.Equal(2, server.AskedOverTcp);
    }

    [Fact]
    public async Task An_answer_with_another_id_is_passed_over()
    {
        await using var server = new FakeNameServer { IsImitated = true };
        server.Address("dc1.contoso.corp.com", "192.0.2.7");

        Assert.Equal([IPAddress.Parse("192.0.2.7")], (await new DnsClient([server.EndPoint], Patience).AddressesAsync("dc1.contoso.corp.com", Token)).Value);
    }

    [Fact]
    public async Task An_unknown_name_has_no_services()
    {
        await using var server = new FakeNameServer { ResponseCode = DnsAnswer.UnknownName };

        Assert.Empty((await new DnsClient([server.EndPoint], Patience).ServicesAsync(Name, Token)).Value);
    }

    [Fact]
    public async Task The_next_server_is_asked_when_one_fails()
    {
        await using var broken = new FakeNameServer { ResponseCode = 2 };
        await using var good = new FakeNameServer().Service(Name, "dc1.contoso.corp.com");

        Assert.Single((await new DnsClient([broken.EndPoint, good.EndPoint], Patience).ServicesAsync(Name, Token)).Value);
    }

    [Fact]
    public async Task When_all_servers_fail_it_is_refused()
    {
        await using var broken = new FakeNameServer { ResponseCode = 2 };

        Assert.Equal(Catalogue.ActiveDirectory.DnsUnanswered, (await new DnsClient([broken.EndPoint], Patience).ServicesAsync(Name, Token)).Refusal.Error);
        Assert.Equal(Catalogue.ActiveDirectory.DnsServerUnknown, (await new DnsClient([], Patience).ServicesAsync(Name, Token)).Refusal.Error);
    }
}
