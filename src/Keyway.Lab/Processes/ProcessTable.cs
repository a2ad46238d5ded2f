using System.Globalization;
using System.Text;

namespace Keyway.Lab.Processes;

/// <summary>Reads /proc.</summary>
internal static class ProcessTable
{
    // Positions in /proc/PID/stat behind the closing parenthesis of the name (proc(5) numbers them from 1: state is 3).
    private const int StateField = 0;
    private const int SessionField = 3;
    private const int StartTimeField = 19;

    public static bool IsAlive(RunningComponent component) =>
        StartTime(component.ProcessId) == component.StartTime && Fields(component.ProcessId)?[StateField] is not ("Z" or "X");

    /// <summary>Clock ticks since boot, or null when there is no such process.</summary>
    public static long? StartTime(int process) =>
        Fields(process) is { } fields ? long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture) : null;

    /// <summary>Everything alive that belongs to a lab: it carries the lab's marker, or lives in the session of one of its components (some daemons overwrite their environment).</summary>
    public static IReadOnlyList<int> Of(string marker, IReadOnlySet<int> sessions)
    {
        var wanted = Encoding.UTF8.GetBytes($"\0{Daemon.Marker}={marker}\0");
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) || process == Environment.ProcessId)
                continue;
            if (Fields(process) is not { } fields || fields[StateField] is "Z" or "X")
                continue;
            if (sessions.Contains(int.Parse(fields[SessionField], CultureInfo.InvariantCulture)) || HasMarker(process, wanted))
                found.Add(process);
        }

        return found;
    }

    private static bool HasMarker(int process, byte[] wanted)
    {
        try
        {
            return ((byte[])[0, .. File.ReadAllBytes($"/proc/{process}/environ")]).AsSpan().IndexOf(wanted) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string[]? Fields(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
