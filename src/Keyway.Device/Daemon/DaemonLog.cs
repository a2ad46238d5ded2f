using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Device.Terminal;

namespace Keyway.Device.Daemon;

/// <summary>What the daemon tells: to the journal, and into a file of bounded size, so that <c>keyway logs collect</c> has it where no journal is kept. Nothing secret is ever told.</summary>
/// <param name="places">Where the file is.</param>
/// <param name="journal">Hears each line.</param>
internal sealed class DaemonLog(DaemonPlaces places, Action<string> journal, TimeProvider time)
{
    private const int LargestFile = 256 * 1024;

    // What a killed command left on is nobody's wish any more.
    private static readonly TimeSpan LongestRecording = TimeSpan.FromHours(1);

    private readonly Lock _writing = new();

    /// <summary>Tells a line.</summary>
    public void Tell(string line)
    {
        journal(Shown.Line(line));
        lock (_writing)
        {
            try
            {
                Write(line);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The journal has the line.
            }
        }
    }

    /// <summary>Tells how a sign-in went, step by step, while somebody records.</summary>
    /// <param name="journey">Its number, which the server's log has too.</param>
    public void TellSteps(Guid journey, JourneyReport report)
    {
        if (!IsRecording())
            return;
        foreach (var step in report.Steps.OfType<JsonObject>())
            Tell($"{journey:D} {step["name"]}: {step["result"]} [{step["milliseconds"]} ms]");
    }

    // Also not when the file is of the future: a clock that was put back would lengthen the hour.
    private bool IsRecording() => new FileInfo(places.Recording) is { Exists: true } begun && (time.GetUtcNow() - begun.LastWriteTimeUtc).Duration() <= LongestRecording;

    private void Write(string line)
    {
        if (new FileInfo(places.Log) is { Exists: true, Length: > LargestFile })
            File.Move(places.Log, places.Log + ".1", overwrite: true);
        using var file = new FileStream(places.Log, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        using var writer = new StreamWriter(file);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Shown.Line(line)}"));
    }
}
