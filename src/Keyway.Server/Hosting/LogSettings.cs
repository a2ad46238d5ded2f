using Microsoft.Extensions.Logging.Console;

namespace Keyway.Server.Hosting;

/// <summary>One line an event on standard error; standard output belongs to what the command prints.</summary>
internal static class LogSettings
{
    /// <param name="isStarted">False until the server listens.</param>
    public static void Apply(ILoggingBuilder logging, Func<bool> isStarted)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // A fault of ours is logged once, by Pipeline, with its number and trace.
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None);
        // It warns at each page that it set a stricter cache header than ours.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        // A start that fails is told by ServerCommands, with its number; the traces of host and listener say nothing more.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && isStarted());
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level >= LogLevel.Warning && isStarted());
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
