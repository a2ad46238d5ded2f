using Keyway.Server.Passwords.Lockout;

namespace Keyway.Server.Tests.Passwords;

public sealed class PasswordLockoutLawTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    public void Whoever_guesses_as_fast_as_he_may_gets_the_threshold_and_then_less_than_one_a_minute(int threshold)
    {
        var (lockout, guesses, now) = (PasswordLockout.None, 0, Noon);
        for (; now < Noon + TimeSpan.FromMinutes(30); now += TimeSpan.FromSeconds(1))
        {
            while (!lockout.IsLocked(now))
            {
                lockout = lockout.Charge(threshold, Minute, now);
                guesses++;
            }
        }

        // 60, 120, 240, 480 and 960 seconds end within half an hour, the usual window of a domain's own count is that long.
        Assert.Equal(threshold + 4, guesses);
    }

    [Fact]
    public void A_day_without_a_guess_forgets_and_a_threshold_that_was_lowered_counts_at_once()
    {
        var lockout = PasswordLockout.None;
        for (var guess = 0; guess < 4; guess++)
            lockout = lockout.Charge(5, Minute, Noon);
        Assert.True(lockout.Charge(2, Minute, Noon).IsLocked(Noon));
        Assert.Equal(1, lockout.Charge(5, Minute, Noon.AddHours(25)).Failures);
    }

    [Fact]
    public void A_refund_takes_back_what_its_own_guess_did_and_no_more()
    {
        var four = Enumerable.Range(0, 4).Aggregate(PasswordLockout.None, (state, _) => state.Charge(5, Minute, Noon));
        var five = four.Charge(5, Minute, Noon);
        Assert.True(five.IsLocked(Noon));
        Assert.True(five.Refund(locked: false).IsLocked(Noon));
        Assert.False(five.Refund(locked: true).IsLocked(Noon));
        Assert.Equal(four.Failures, five.Refund(locked: true).Failures);
        Assert.Equal(0, PasswordLockout.None.Refund(locked: false).Failures);
    }
}
