using Keyway.Connect.CommandLine;
using Keyway.Connect.Synchronization;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class ServicePaceTests
{
    [Fact]
    public void It_waits_longer_each_time_a_side_is_away_and_is_itself_again_when_both_are_back()
    {
        var pace = new ServicePace(TimeSpan.FromSeconds(30));

        Assert.Equal([30, 60, 120, 240, 480, 600, 600], Enumerable.Range(0, 7).Select(_ => pace.After(ExitCode.Unreachable, 0).TotalSeconds));
        Assert.Equal(30, pace.After(ExitCode.Refused, 1).TotalSeconds);
        Assert.Equal(45, pace.After(ExitCode.Unreachable, 1).TotalSeconds);
    }

    [Fact]
    public void An_interval_above_the_longest_wait_stays() => Assert.Equal(3600, new ServicePace(TimeSpan.FromHours(1)).After(ExitCode.Unreachable, 1).TotalSeconds);
}
