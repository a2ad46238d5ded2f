using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Exchange;

public sealed class KdcTransportTests
{
    private static readonly byte[] Request = [1, 2, 3];
    private static readonly byte[] Reply = [9, 8, 7, 6];

    private static readonly KdcTransportOptions Impatient = new()
    {
        UdpTimeout = TimeSpan.FromMilliseconds(100),
        ConnectTimeout = TimeSpan.FromSeconds(3),
        ReplyTimeout = TimeSpan.FromMilliseconds(100),
        Retries = 0,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_small_request_goes_by_udp()
    {
        await using var kdc = new LoopbackKdc(_ => null, _ => Reply);
        Assert.Equal(Reply, (await new KdcTransport().SendAsync([kdc.Endpoint], Request, Cancel)).Value);
        Assert.Equal((1, 0), (kdc.UdpRequests, kdc.TcpRequests));
    }

    [Fact]
    public async Task A_large_request_goes_by_tcp_at_once()
    {
        await using var kdc = new LoopbackKdc(_ => LoopbackKdc.Framed(Reply), _ => Reply);
        Assert.Equal(Reply, (await new KdcTransport().SendAsync([kdc.Endpoint], new byte[1401], Cancel)).Value);
        Assert.Equal((0, 1), (kdc.UdpRequests, kdc.TcpRequests));
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_into_udp_is_fetched_by_tcp()
    {
        await using var kdc = new LoopbackKdc(_ => LoopbackKdc.Framed(Reply), _ => Error(52));
        Assert.Equal(Reply, (await new KdcTransport().SendAsync([kdc.Endpoint], Request, Cancel)).Value);
        Assert.Equal((1, 1), (kdc.UdpRequests, kdc.TcpRequests));
    }

    [Fact]
    public async Task Silence_on_udp_leads_to_tcp()
    {
        await using var kdc = new LoopbackKdc(_ => LoopbackKdc.Framed(Reply), _ => null);
        Assert.Equal(Reply, (await new KdcTransport(Impatient).SendAsync([kdc.Endpoint], Request, Cancel)).Value);
    }

    [Fact]
    public async Task The_next_kdc_answers_for_one_that_is_down_silent_or_talks_nonsense()
    {
        var down = await DownAsync();
        await using var silent = new LoopbackKdc(_ => null);
        await using var bomb = new LoopbackKdc(_ => [0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3]);
        await using var cut = new LoopbackKdc(_ => [0, 0, 0, 9, 1]);
        await using var busy = new LoopbackKdc(_ => LoopbackKdc.Framed(Error(29)));
        await using var good = new LoopbackKdc(_ => LoopbackKdc.Framed(Reply));
        var kdcs = new[] { down, silent.Endpoint, bomb.Endpoint, cut.Endpoint, busy.Endpoint, good.Endpoint };
        Assert.Equal(Reply, (await new KdcTransport(Impatient with { UdpPreferenceLimit = 0 }).SendAsync(kdcs, Request, Cancel)).Value);
    }

    [Fact]
    public async Task When_nobody_answers_all_are_tried_once_more_and_the_refusal_names_them()
    {
        await using var silent = new LoopbackKdc(_ => null);
        var down = await DownAsync();
        var result = await new KdcTransport(Impatient with { UdpPreferenceLimit = 0, Retries = 1 }).SendAsync([down, silent.Endpoint], Request, Cancel);
        Assert.Equal(Catalogue.Kdc.Unreachable, result.Refusal.Error);
        Assert.Contains($":{down.Port}", result.Refusal.Detail, StringComparison.Ordinal);
        Assert.Contains($":{silent.Endpoint.Port}", result.Refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(2, silent.TcpRequests);
    }

    [Fact]
    public async Task A_busy_kdc_is_told_when_there_is_no_other()
    {
        await using var busy = new LoopbackKdc(_ => LoopbackKdc.Framed(Error(29)));
        var reply = (await new KdcTransport(Impatient with { UdpPreferenceLimit = 0 }).SendAsync([busy.Endpoint], Request, Cancel)).Value;
        Assert.Equal(29, KrbError.Parse(reply).Value.Code);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_ends_the_search()
    {
        await using var refusing = new LoopbackKdc(_ => LoopbackKdc.Framed(Error(20)));
        await using var other = new LoopbackKdc(_ => LoopbackKdc.Framed(Reply));
        await new KdcTransport(Impatient with { UdpPreferenceLimit = 0 }).SendAsync([refusing.Endpoint, other.Endpoint], Request, Cancel);
        Assert.Equal(0, other.TcpRequests);
    }

    [Fact]
    public async Task A_long_answer_arrives_whole()
    {
        var large = new byte[200_000];
        new Random(1).NextBytes(large);
        await using var kdc = new LoopbackKdc(_ => LoopbackKdc.Framed(large));
        Assert.Equal(large, (await new KdcTransport(new KdcTransportOptions { UdpPreferenceLimit = 0 }).SendAsync([kdc.Endpoint], Request, Cancel)).Value);
    }

    [Fact]
    public async Task Without_any_kdc_the_refusal_says_so() =>
        Assert.Equal(Catalogue.Kdc.NoneKnown, (await new KdcTransport().SendAsync([], Request, Cancel)).Refusal.Error);

    [Fact]
    public async Task Whoever_waits_may_give_up()
    {
        await using var silent = new LoopbackKdc(_ => null);
        using var cancelled = new CancellationTokenSource();
        var sending = new KdcTransport(new KdcTransportOptions { UdpPreferenceLimit = 0 }).SendAsync([silent.Endpoint], Request, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private static byte[] Error(int code) => new KrbError(DateTimeOffset.UnixEpoch, code, "R", null, null, null).Encode();

    private static async Task<KdcEndpoint> DownAsync()
    {
        await using var kdc = new LoopbackKdc(_ => null);
        return kdc.Endpoint;
    }
}
