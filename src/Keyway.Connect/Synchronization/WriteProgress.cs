using System.Globalization;
using Spectre.Console;

namespace Keyway.Connect.Synchronization;

/// <summary>What has been written so far, while it is written, when there is a terminal to draw it on.</summary>
internal static class WriteProgress
{
    public static async Task<SyncTally> ShowAsync(IAnsiConsole? terminal, Func<Action<SyncTally>, Task<SyncTally>> write)
    {
        if (terminal is null)
            return await write(_ => { });

        return await terminal.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                // How much is to come, no directory says.
                var task = progress.AddTask("Write the changes").IsIndeterminate();
                return await write(tally => task.Description = string.Create(CultureInfo.InvariantCulture, $"Write the changes: {tally.Read:N0} objects read, {tally.Changes:N0} changes made"));
            });
    }
}
