namespace Keyway.Server.Accounts;

/// <summary>Once a day, and at the start, forgets people who were deleted more than thirty days ago.</summary>
internal sealed partial class DeletedAccountPurge(DeletedPeople people, TimeProvider time, ILogger<DeletedAccountPurge> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>Forgets whoever is due now.</summary>
    internal async Task PurgeAsync(CancellationToken cancellation)
    {
        var total = 0;
        int count;
        do
        {
            if (!(await people.ForgetSomeAsync(cancellation)).TryGet(out count, out var refusal))
            {
                LogFailed(refusal.ToString());
                return;
            }

            total += count;
        }
        while (count > 0);

        if (total > 0)
            LogPurged(total);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
                await PurgeAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A server whose start failed ends here too; the host would report this as a second fault.
        }
    }

    [LoggerMessage(LogLevel.Information, "Forgot {Count} people who were deleted more than thirty days ago")]
    private partial void LogPurged(int count);

    [LoggerMessage(LogLevel.Error, "Could not forget deleted people: {Reason}")]
    private partial void LogFailed(string reason);
}
