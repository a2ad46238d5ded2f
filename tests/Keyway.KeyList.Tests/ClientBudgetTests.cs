using System.Net;
using Keyway.KeyList.Listening;
using Keyway.KeyList.Settings;

namespace Keyway.KeyList.Tests;

/// <summary>What strangers may take.</summary>
public sealed class ClientBudgetTests : IDisposable
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Other = IPAddress.Parse("192.0.2.2");

    private readonly ManualTime _time = new();
    private readonly StringWriter _log = new();
    private readonly ClientBudget _budget;

    public ClientBudgetTests() => _budget = new ClientBudget(new ClientLimits(Connections: 3, ConnectionsPerClient: 2, RequestsPerSecond: 5), new ServiceLog(_log, _time), _time);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void A02_one_client_has_so_many_connections_and_all_together_have_so_many()
    {
        Assert.True(_budget.Connect(One));
        Assert.True(_budget.Connect(One));
        Assert.False(_budget.Connect(One));
        Assert.True(_budget.Connect(Other));
        Assert.False(_budget.Connect(Other));
        _budget.Disconnect(One);
        Assert.True(_budget.Connect(Other));
    }

    [Fact]
    public void A02_one_client_asks_so_often_and_takes_nothing_from_others()
    {
        for (var i = 0; i < 50; i++)
            Assert.True(_budget.Ask(One));
        Assert.False(_budget.Ask(One));
        Assert.True(_budget.Ask(Other));
        _time.Now += TimeSpan.FromSeconds(1);
        for (var i = 0; i < 5; i++)
            Assert.True(_budget.Ask(One));
        Assert.False(_budget.Ask(One));
    }

    [Fact]
    public void It_is_said_once_a_minute()
    {
        for (var i = 0; i < 200; i++)
            _budget.Ask(One);

        Assert.Contains("\"client\":\"192.0.2.1\"", Assert.Single(_log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void A02_whoever_claims_many_addresses_keeps_nobody_out()
    {
        Assert.True(_budget.Connect(One));
        for (var i = 0; i < 30_000; i++)
            _budget.Ask(new IPAddress(0x0A000000L + i));

        Assert.True(_budget.Ask(Other));
        Assert.True(_budget.Connect(Other));

        // What is open stays counted.
        Assert.True(_budget.Connect(One));
        Assert.False(_budget.Connect(One));
    }

    [Fact]
    public void A02_one_network_of_IPv6_is_one_client()
    {
        for (var i = 0; i < 50; i++)
            Assert.True(_budget.Ask(IPAddress.Parse($"2001:db8::{i + 1:x}")));
        Assert.False(_budget.Ask(IPAddress.Parse("2001:db8::ffff:1")));
        Assert.True(_budget.Ask(IPAddress.Parse("2001:db8:0:1::1")));
    }

    [Fact]
    public void Clients_that_come_and_go_are_forgotten()
    {
        for (var i = 0; i < 100_000; i++)
        {
            _time.Now += TimeSpan.FromMilliseconds(10);
            Assert.True(_budget.Ask(new IPAddress(i + 1L)));
        }
    }
}
