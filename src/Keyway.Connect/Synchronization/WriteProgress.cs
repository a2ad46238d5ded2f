using Spectre.Console;

namespace Keyway.Connect.Synchronization;

/// <summary>A progress bar while changes are written, when there is a terminal to draw it on.</summary>
internal static class WriteProgress
{
    public static async Task<SyncTally> ShowAsync(IAnsiConsole? terminal, int total, Func<Action<int>, Task<SyncTally>> write)
    {
        if (terminal is null)
            return await write(_ => { });

        return await terminal.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("Write to the identity server", maxValue: total);
                return await write(done => bar.Value = done);
            });
    }
}
