namespace Keyway.Server.Synchronization;

/// <summary>Looks each half minute whether an announced report did not come.</summary>
internal sealed class SynchronizationWatch(SynchronizationReports reports) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The machine's clock paces it, also where a test moves the other one.
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await reports.SayOverdueAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A server whose start failed ends here too; the host would report this as a second fault.
        }
    }
}
