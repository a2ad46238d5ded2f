using System.Net;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Tokens;

public sealed class GuessThrottleTests
{
    private readonly SettableClock _clock = new();

    [Fact]
    public void Twenty_refusals_are_free_then_one_each_three_seconds()
    {
        var throttle = new GuessThrottle(_clock);
        var address = IPAddress.Parse("192.0.2.1");
        for (var count = 0; count < 20; count++)
        {
            Assert.Null(throttle.Wait(address));
            throttle.CountRefusal(address);
        }

        Assert.Equal(TimeSpan.FromSeconds(3), throttle.Wait(address));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(throttle.Wait(address));
        Assert.Null(throttle.Wait(IPAddress.Parse("192.0.2.2")));
    }

    [Fact]
    public void Addresses_of_one_IPv6_network_count_together_and_a_mapped_IPv4_address_counts_as_itself()
    {
        var throttle = new GuessThrottle(_clock);
        for (var count = 0; count < 20; count++)
            throttle.CountRefusal(IPAddress.Parse($"2001:db8::{count:x}"));
        Assert.NotNull(throttle.Wait(IPAddress.Parse("2001:db8::ffff")));
        Assert.Null(throttle.Wait(IPAddress.Parse("2001:db8:0:1::1")));
        for (var count = 0; count < 20; count++)
            throttle.CountRefusal(IPAddress.Parse("::ffff:192.0.2.9"));
        Assert.NotNull(throttle.Wait(IPAddress.Parse("192.0.2.9")));
    }

    [Fact]
    [Trait("Attack", "W12")]
    public void A_thousand_guesses_at_once_are_not_let_in_before_the_first_is_refused()
    {
        var throttle = new GuessThrottle(_clock);
        var address = IPAddress.Parse("192.0.2.1");

        var begun = Enumerable.Range(0, 1000).Count(_ => throttle.Wait(address) is null);

        Assert.Equal(52, begun);
        for (var attempt = 0; attempt < begun; attempt++)
            throttle.CountRefusal(address);
        Assert.Equal(TimeSpan.FromSeconds((52 - 20 + 1) * 3), throttle.Wait(address));
    }

    [Fact]
    public void An_organisation_behind_one_address_is_not_held_up_and_neither_is_who_broke_off()
    {
        var throttle = new GuessThrottle(_clock);
        var address = IPAddress.Parse("192.0.2.1");
        for (var person = 0; person < 1000; person++)
        {
            Assert.Null(throttle.Wait(address));
            throttle.CountSuccess(address);
        }

        Assert.Equal(0, throttle.Addresses);
        while (throttle.Wait(address) is null)
        {
        }

        _clock.Advance(TimeSpan.FromSeconds(52));
        Assert.Null(throttle.Wait(address));
    }

    [Fact]
    public void Memory_is_bounded()
    {
        var throttle = new GuessThrottle(_clock);
        for (var address = 0; address < 60_000; address++)
            throttle.CountRefusal(new IPAddress(address));
        Assert.InRange(throttle.Addresses, 1, 50_000);
    }
}
