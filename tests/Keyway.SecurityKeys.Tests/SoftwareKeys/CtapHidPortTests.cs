using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>CTAPHID, report by report (CTAP 2.1, 11.2).</summary>
public sealed class CtapHidPortTests
{
    private const byte Ping = 0x01;
    private const byte Init = 0x06;
    private const byte Cbor = 0x10;
    private const byte Cancel = 0x11;
    private static readonly byte[] GetInfo = [0x04];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(57)]
    [InlineData(58)]
    [InlineData(116)]
    [InlineData(117)]
    [InlineData(7609)]
    public void A_ping_comes_back_whole(int length)
    {
        using var raw = new RawKey();
        byte[] message = [.. Enumerable.Range(0, length).Select(index => (byte)(index % 251))];
        raw.Host.Send(raw.Host.Channel, Ping, message);
        (uint channel, byte command, byte[] reply) = raw.Host.Receive();
        Assert.Equal((raw.Host.Channel, Ping), (channel, command));
        Assert.Equal(message, reply);
        Assert.True(raw.Host.IsSilent());
    }

    [Fact]
    public void Every_host_gets_a_channel_of_its_own()
    {
        using var raw = new RawKey();
        Assert.NotEqual(raw.Host.Channel, new CtapHost(raw.Key.Port).Channel);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(4711u)]
    [InlineData(0xFFFFFFFFu)]
    public void A_channel_that_was_not_given_is_refused(uint channel)
    {
        using var raw = new RawKey();
        raw.Host.Send(channel, Ping, [1]);
        raw.Host.ExpectError(CtapHidError.InvalidChannel, channel);
        raw.Host.Send(channel, Cancel, []);
        raw.Host.ExpectError(CtapHidError.InvalidChannel, channel);
    }

    [Fact]
    public void A_message_out_of_sequence_is_refused_and_the_next_is_served()
    {
        using var raw = new RawKey();
        byte[][] reports = [.. CtapHost.Reports(raw.Host.Channel, Ping, new byte[200])];
        Assert.True(raw.Host.SendReport(reports[0]));
        Assert.True(raw.Host.SendReport(reports[2]));
        raw.Host.ExpectError(CtapHidError.InvalidSequence);
        Assert.True(raw.Host.SendReport(reports[1]));
        Assert.True(raw.Host.IsSilent());
        Assert.True(raw.Host.SendReport(reports[0]));
        Assert.True(raw.Host.SendReport(reports[0]));
        raw.Host.ExpectError(CtapHidError.InvalidSequence);
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(0x04).Status);
    }

    [Fact]
    public void A_message_longer_than_the_protocol_allows_is_refused()
    {
        using var raw = new RawKey();
        raw.Host.Send(raw.Host.Channel, Ping, new byte[57], claimedLength: 7610);
        raw.Host.ExpectError(CtapHidError.InvalidLength);
        raw.Host.Send(raw.Host.Channel, Init, new byte[7]);
        raw.Host.ExpectError(CtapHidError.InvalidLength);
    }

    [Theory]
    [InlineData(0x03)]
    [InlineData(0x04)]
    [InlineData(0x08)]
    [InlineData(0x3B)]
    [InlineData(0x7F)]
    public void Commands_that_the_key_lacks_are_refused(byte command)
    {
        using var raw = new RawKey();
        raw.Host.Send(raw.Host.Channel, command, [1, 2, 3]);
        raw.Host.ExpectError(CtapHidError.InvalidCommand);
    }

    [Fact]
    public void A_half_message_makes_others_wait_but_not_for_ever()
    {
        using var raw = new RawKey();
        var other = new CtapHost(raw.Key.Port);
        Assert.True(raw.Host.SendReport(CtapHost.Reports(raw.Host.Channel, Ping, new byte[200]).First()));
        other.Send(other.Channel, Cbor, GetInfo);
        other.ExpectError(CtapHidError.ChannelBusy);
        raw.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CtapStatus.Ok, other.Command(0x04).Status);
    }

    [Fact]
    public void A_host_can_begin_its_channel_anew()
    {
        using var raw = new RawKey();
        Assert.True(raw.Host.SendReport(CtapHost.Reports(raw.Host.Channel, Ping, new byte[200]).First()));
        raw.Host.Send(raw.Host.Channel, Init, [1, 2, 3, 4, 5, 6, 7, 8]);
        (uint channel, byte command, byte[] reply) = raw.Host.Receive();
        Assert.Equal((raw.Host.Channel, Init), (channel, command));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], reply[..8]);
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(0x04).Status);
    }

    [Fact]
    public void A_waiting_key_keeps_the_host_alive_and_others_out_and_hears_a_cancel()
    {
        using var asked = new ManualResetEventSlim();
        using var raw = new RawKey(touch: (_, cancelled) =>
        {
            asked.Set();
            return cancelled.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)) && false;
        });
        var other = new CtapHost(raw.Key.Port);
        raw.Host.Send(raw.Host.Channel, Cbor, CtapHost.Message(0x01, RawKey.Registration()));
        Assert.True(asked.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        other.Send(other.Channel, Cbor, GetInfo);
        other.ExpectError(CtapHidError.ChannelBusy);
        other.Send(other.Channel, Cancel, []);
        byte[] report = new byte[64];
        Assert.True(raw.Key.Port.Read(report, TimeSpan.FromSeconds(20)));
        Assert.Equal((0xBB, 2), (report[4], report[7]));
        raw.Host.Send(raw.Host.Channel, Cancel, []);
        Assert.Equal(CtapStatus.KeepAliveCancel, raw.Host.Answer().Status);
        Assert.All(other.KeepAlives.Concat(raw.Host.KeepAlives), status => Assert.Equal(2, status));
    }

    [Fact]
    public void A_key_that_nobody_touches_for_half_a_minute_gives_up()
    {
        using var asked = new ManualResetEventSlim();
        using var raw = new RawKey(touch: (_, cancelled) =>
        {
            asked.Set();
            return cancelled.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)) && false;
        });
        raw.Host.Send(raw.Host.Channel, Cbor, CtapHost.Message(0x01, RawKey.Registration()));
        Assert.True(asked.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        raw.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(CtapStatus.UserActionTimeout, raw.Host.Answer().Status);
    }

    [Fact]
    public void A_host_that_begins_anew_is_not_sent_the_answer_of_before()
    {
        using var asked = new ManualResetEventSlim();
        using var gone = new ManualResetEventSlim();
        using var raw = new RawKey(touch: (_, cancelled) =>
        {
            asked.Set();
            cancelled.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
            gone.Set();
            return false;
        });
        raw.Host.Send(raw.Host.Channel, Cbor, CtapHost.Message(0x01, RawKey.Registration()));
        Assert.True(asked.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        raw.Host.Send(raw.Host.Channel, Init, new byte[8]);
        Assert.Equal(Init, raw.Host.Receive().Command);
        Assert.True(gone.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal(CtapStatus.Ok, raw.Host.Command(0x04).Status);
        Assert.True(raw.Host.IsSilent());
    }

    [Fact]
    public void A_host_that_never_reads_is_stopped()
    {
        using var raw = new RawKey();
        byte[] ping = CtapHost.Reports(raw.Host.Channel, Ping, [1]).Single();
        int accepted = 0;
        while (raw.Host.SendReport(ping)) Assert.True(++accepted < 1000);
        Assert.Equal(Ping, raw.Host.Receive().Command);
        Assert.True(raw.Host.SendReport(ping));
    }

    [Fact]
    public void A_report_of_another_length_and_a_key_that_is_gone_are_refused()
    {
        using var raw = new RawKey();
        Assert.False(raw.Host.SendReport(new byte[63]));
        Assert.False(raw.Host.SendReport(new byte[65]));
        raw.Key.Dispose();
        Assert.False(raw.Host.SendReport(new byte[64]));
        Assert.False(raw.Key.Port.Read(new byte[64], null));
    }
}
