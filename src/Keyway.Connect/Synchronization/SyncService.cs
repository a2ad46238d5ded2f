using System.Security.Cryptography;
using Keyway.Connect.CommandLine;
using Keyway.Connect.State;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary><c>sync --service</c>: a cycle after the other until it is told to end, and then after the batch that is under way. No failure of a cycle ends it.</summary>
/// <param name="interval">Between the end of a cycle and the next one.</param>
internal sealed class SyncService(SyncSettings settings, TimeSpan interval, TextWriter output, TimeProvider time)
{
    /// <summary>After so long a full reconcile finds what deltas cannot.</summary>
    private static readonly TimeSpan MostAge = TimeSpan.FromDays(1);

    public async Task<Report> RunAsync(CancellationToken stop)
    {
        if (!StateFolder.Hold(settings.StatePath).TryGet(out var folder, out var refusal))
            return Report.Of(new Failure(settings.Attempt, refusal));
        using var held = folder;
        var log = new ServiceLog(output, time);
        var pace = new ServicePace(interval);
        var guard = new DeletionGuard(settings.AllowedDeletions, ask: null);
        var current = settings;
        log.Started(settings.Domain.DnsName, interval);
        while (!stop.IsCancellationRequested)
        {
            var start = time.GetTimestamp();
            var end = await CycleAsync(current, folder, guard, pace, stop);
            if (end is null)
                break;
            var wait = pace.After(end.Report.ExitCode, RandomNumberGenerator.GetInt32(1001) / 1000.0);
            log.Cycle(end, time.GetElapsedTime(start), wait);

            // --full means the first cycle that got so far.
            if (end.Tally is { Stopped: null })
                current = current with { Full = false };
            await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        log.Stopped();
        return new Report([], []);
    }

    // Null when it was told to end.
    private async Task<CycleEnd?> CycleAsync(SyncSettings current, StateFolder folder, DeletionGuard guard, ServicePace pace, CancellationToken stop)
    {
        try
        {
            return await new SyncRun(current, folder, guard, new WriteProgress(null, time), new StepLog(null, time), time).RunAsync(pace.Announced, MostAge, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // A service outlives what breaks one cycle; the log says what it was.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new CycleEnd(Report.Of(new Failure(current.Attempt, new Refusal(Catalogue.Connect.Broken, failure.GetType().Name))), null);
        }
    }
}
