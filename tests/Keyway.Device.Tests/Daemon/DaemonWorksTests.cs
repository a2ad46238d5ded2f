using Keyway.Device.Daemon;
using Keyway.Errors;

namespace Keyway.Device.Tests.Daemon;

public sealed class DaemonWorksTests
{
    [Fact]
    public async Task D09_when_a_part_dies_the_daemon_ends_and_says_which()
    {
        using var ending = new CancellationTokenSource();
        var refusal = await DaemonWorks.RunAsync([new Enduring(), new Dying()], ending.Token);
        Assert.Equal(Catalogue.Daemon.WorkEnded, refusal?.Error);
        Assert.Contains("Dying: no more", refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_well_when_it_is_told_to()
    {
        using var ending = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.Null(await DaemonWorks.RunAsync([new Enduring(), new Enduring()], ending.Token));
    }

    private sealed class Enduring : IDaemonWork
    {
        public Task RunAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private sealed class Dying : IDaemonWork
    {
        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("no more");
        }
    }
}
