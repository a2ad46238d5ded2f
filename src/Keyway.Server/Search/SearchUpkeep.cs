using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Storage;

namespace Keyway.Server.Search;

/// <summary>After an update of the server: writes the words of those who were here before, some at a time, and goes on after a restart where it was.</summary>
internal sealed partial class SearchUpkeep(DurableWriter writer, ILogger<SearchUpkeep> log) : BackgroundService
{
    private const int Portion = 250;

    /// <summary>One portion.</summary>
    /// <returns>False when nothing is left to write.</returns>
    internal Task<Result<bool>> WriteSomeAsync(CancellationToken cancellation) => writer.WriteAsync<bool>(
        session => Write(session, SearchKind.People) || Write(session, SearchKind.Devices), cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (!(await WriteSomeAsync(stoppingToken)).TryGet(out var more, out var refusal))
                    LogFailed(refusal.Code);
                else if (!more)
                    return;
                else
                    continue;
                await Task.Delay(TimeSpan.FromSeconds(30), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A server whose start failed ends here too; the host would report this as a second fault.
        }
    }

    private static bool Write(StoreSession session, SearchKind kind)
    {
        if (session.First("SELECT After FROM SearchUpkeep WHERE Kind = @p0", row => row.GetString(0), (int)kind) is not { } after)
            return false;
        var last = kind == SearchKind.People ? DirectoryUsers.WriteWords(session, after, Portion) : DeviceTable.WriteWords(session, after, Portion);
        if (last is { } id)
            session.Execute("UPDATE SearchUpkeep SET After = @p1 WHERE Kind = @p0", (int)kind, id);
        else
            session.Execute("DELETE FROM SearchUpkeep WHERE Kind = @p0", (int)kind);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "{Code} The words that people and devices are found by could not be written; another try follows")]
    private partial void LogFailed(string code);
}
