namespace Keyway.Server.Audit;

/// <summary>
/// Tells the program's log, which another machine may keep, where the audit log ends: at the start, at the end, and each hour that something was appended.
/// Whoever can change the store cannot change what was told there.
/// </summary>
internal sealed partial class AuditHeadLog(AuditQueries audit, ILogger<AuditHeadLog> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private long _told = -1;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Tell();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
                Tell();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync tells the last one.
        }
    }

    private void Tell()
    {
        var head = audit.Head();
        if (head.Number == _told)
            return;
        _told = head.Number;
        LogHead(head.ToString());
    }

    [LoggerMessage(LogLevel.Information, "Audit log head {Head}")]
    private partial void LogHead(string head);
}
