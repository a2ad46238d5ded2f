using System.Diagnostics;
using System.Globalization;

namespace Keyway.Server.Hosting;

/// <summary>How far a long command is: one line on standard error, only where somebody watches, and only after a second.</summary>
internal sealed class TerminalProgress : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = TimeSpan.FromSeconds(1);
    private int _length;

    /// <param name="all">How many there are; null when that is not known.</param>
    /// <param name="what">What is counted, such as "entries".</param>
    public void Show(long done, long? all, string what)
    {
        if (Console.IsErrorRedirected || _watch.Elapsed < _next)
            return;
        _next = _watch.Elapsed + Interval;
        var line = string.Create(CultureInfo.InvariantCulture, $"{done:N0}{(all is null ? "" : $" of {all:N0}")} {what}");
        Console.Error.Write("\r" + line.PadRight(_length));
        _length = line.Length;
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (_length > 0)
            Console.Error.Write("\r" + new string(' ', _length) + "\r");
        _length = 0;
    }
}
