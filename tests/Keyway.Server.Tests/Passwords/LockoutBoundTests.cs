using Keyway.Server.Passwords.Lockout;
using Keyway.Server.Passwords.Policy;

namespace Keyway.Server.Tests.Passwords;

/// <summary>W12: how many wrong passwords the domain is shown when strangers and somebody at a familiar network guess whenever they may.</summary>
public sealed class LockoutBoundTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_defaults_show_the_domain_at_most_seven_in_any_half_hour() => Assert.Equal(7, Most(DomainPasswordPolicy.Default("corp.test")));

    [Fact]
    public void A_domain_that_locks_at_five_can_be_kept_safe() =>
        Assert.Equal(4, Most(DomainPasswordPolicy.Default("corp.test") with { LockoutThreshold = 1, LockoutDuration = TimeSpan.FromMinutes(30) }));

    // A day of guessing at every second that is free, and the fullest window of it.
    private static int Most(DomainPasswordPolicy policy)
    {
        var guesses = new List<int>();
        foreach (var familiar in new[] { false, true })
        {
            var standing = PasswordLockout.None;
            for (var second = 0; second < 86_400; second++)
            {
                var now = Begin.AddSeconds(second);
                while (!standing.IsLocked(now))
                {
                    standing = standing.Charge(policy.Threshold(familiar), policy.LockoutDuration, now);
                    guesses.Add(second);
                }
            }
        }

        return guesses.Max(start => guesses.Count(guess => guess >= start && guess < start + 1800));
    }
}
