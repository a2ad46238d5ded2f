using Keyway.Server.Passwords.Lockout;
using Keyway.Server.Passwords.Policy;

namespace Keyway.Server.Tests.Passwords;

/// <summary>
/// W12: how far strangers and somebody at a familiar network together bring a domain's own count of wrong passwords. The domain forgets them when none came for
/// the whole of its observation window (MS-SAMR, lockOutObservationWindow), so whoever guesses may also wait.
/// </summary>
public sealed class LockoutBoundTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    [Fact]
    public void Whoever_guesses_whenever_a_guess_is_free_brings_the_domain_to_five_and_no_further() =>
        Assert.Equal(5, HighestCount(DomainPasswordPolicy.Default("corp.test"), (_, _) => true));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void No_way_of_waiting_brings_the_domain_beyond_the_two_thresholds(int threshold)
    {
        var policy = DomainPasswordPolicy.Default("corp.test") with { LockoutThreshold = threshold };
        var random = new Random(20261122 + threshold);
        for (var schedule = 0; schedule < 400; schedule++)
        {
            // Someone who often waits for one kind of network and seldom for the other, and changes over the day.
            var patience = Enumerable.Range(0, 8).Select(_ => (random.NextDouble(), random.NextDouble())).ToArray();
            Assert.InRange(
                HighestCount(policy, (minute, familiar) => random.NextDouble() < (familiar ? patience[minute / 90 % 8].Item1 : patience[minute / 90 % 8].Item2)),
                1, policy.LockoutThreshold + policy.FamiliarThreshold);
        }
    }

    [Theory]
    [InlineData(28)]
    [InlineData(30)]
    [InlineData(36)]
    [InlineData(59)]
    public void Two_networks_that_take_turns_do_not_keep_the_domains_count_alive(int minutes) =>
        Assert.InRange(HighestCount(DomainPasswordPolicy.Default("corp.test"), (minute, familiar) => minute / minutes % 2 == 0 == familiar), 1, 5);

    // Three days of guessing, minute by minute, and the highest count that the domain reached.
    private static int HighestCount(DomainPasswordPolicy policy, Func<int, bool, bool> wants)
    {
        var standing = new Dictionary<bool, PasswordLockout> { [false] = PasswordLockout.None, [true] = PasswordLockout.None };
        var (count, highest, last) = (0, 0, DateTimeOffset.MinValue);
        for (var minute = 0; minute < 3 * 24 * 60; minute++)
        {
            var now = Begin.AddMinutes(minute);
            foreach (var familiar in new[] { false, true })
            {
                while (wants(minute, familiar) && !standing[familiar].MustWait(standing[!familiar], policy.LockoutDuration, now))
                {
                    standing[familiar] = standing[familiar].Charge(policy.Threshold(familiar), policy.LockoutDuration, now);
                    count = now - last > Window ? 1 : count + 1;
                    (highest, last) = (Math.Max(highest, count), now);
                }
            }
        }

        return highest;
    }
}
