using System.Diagnostics;

namespace Keyway.Lab.Processes;

/// <summary>Starts a program that outlives the command which started it, in a session of its own, so that Ctrl-C in the terminal does not reach it.</summary>
internal static class Daemon
{
    /// <summary>Everything the lab starts carries this variable: what it names is ended by <see cref="ProcessSweep"/>.</summary>
    public const string Marker = "KEYWAY_LAB";

    public static RunningComponent Start(string name, LabFolder folder, string logName, string where, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var log = folder.Log(logName);
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder.Path };
        foreach (var argument in (string[])["-c", "exec setsid \"$@\" >>\"$KEYWAY_LOG\" 2>&1 </dev/null", "sh", program, .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        start.Environment[Marker] = folder.Path;
        start.Environment["KEYWAY_LOG"] = log;

        using var process = Process.Start(start)!;
        return new RunningComponent(name, process.Id, ProcessTable.StartTime(process.Id) ?? 0, log, where);
    }
}
