using Keyway.Errors;
using Keyway.Server.Hosting;

namespace Keyway.Server.Metadata;

/// <summary>The file of <c>--metadata</c>: imported at the start, and again when it changed. A file that is refused leaves what was there.</summary>
internal sealed partial class MetadataFile(ServerOptions options, MetadataImport import, ILogger<MetadataFile> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private (DateTime Written, long Length) _seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.MetadataFile is not { } path)
            return;
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
                await LookAsync(path, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Imports the file if it is not the one that was seen last.</summary>
    internal async Task LookAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                LogRefused(new Refusal(Catalogue.Metadata.FileUnreadable, path).ToString());
                return;
            }

            if (_seen == (file.LastWriteTimeUtc, file.Length))
                return;
            _seen = (file.LastWriteTimeUtc, file.Length);
            await using var stream = file.OpenRead();
            if ((await import.ImportAsync(stream, null, cancellation)).TryGet(out var imported, out var refusal))
                LogImported(imported.Number, imported.Models);
            else
                LogRefused(refusal.ToString());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogRefused(new Refusal(Catalogue.Metadata.FileUnreadable, failure.Message).ToString());
        }
    }

    [LoggerMessage(LogLevel.Information, "Metadata of security keys number {Number} with {Models} models is in force")]
    private partial void LogImported(int number, int models);

    [LoggerMessage(LogLevel.Warning, "The metadata file was not imported: {Reason}")]
    private partial void LogRefused(string reason);
}
