using Keyway.Connect.CommandLine;
using Keyway.Connect.State;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.Synchronization;

/// <summary>
/// <c>sync</c>, once: writes what changed in the domain since the last time by SCIM bulk. Run again it writes nothing. At its end every Kerberos server
/// of the domain is verified, whose findings undo nothing.
/// </summary>
internal sealed class SyncJourney(SyncSettings settings, StepLog steps, TimeProvider time)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        if (!StateFolder.Hold(settings.StatePath).TryGet(out var folder, out var refusal))
            return Report.Of(new Failure(settings.Attempt, refusal));
        using var held = folder;
        var progress = new WriteProgress(steps.Interactive, time);
        var guard = new DeletionGuard(settings.AllowedDeletions, steps.Interactive is null || Console.IsInputRedirected ? null : Ask);
        return (await new SyncRun(settings, folder, guard, progress, steps, time).RunAsync(null, null, cancellationToken)).Report;

        bool Ask(string warning, int deletions)
        {
            progress.End();
            return DeletionPrompt.Ask(warning, deletions);
        }
    }
}
