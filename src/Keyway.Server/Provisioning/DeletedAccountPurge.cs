using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning;

/// <summary>Once a day, and at the start, forgets people who were deleted more than thirty days ago.</summary>
internal sealed partial class DeletedAccountPurge(DurableWriter writer, TimeProvider time, ILogger<DeletedAccountPurge> log) : BackgroundService
{
    /// <summary>For how long a deleted person can come back.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>Forgets whoever is due now.</summary>
    /// <returns>How many.</returns>
    public static int Purge(StoreSession session, DateTimeOffset now) => DirectoryUsers.PurgeDeletedBefore(session, now - Retention);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                var purged = await writer.WriteAsync<int>(session => Purge(session, time.GetUtcNow()), stoppingToken);
                if (!purged.TryGet(out var count, out var refusal))
                    LogFailed(refusal.ToString());
                else if (count > 0)
                    LogPurged(count);
            }
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
