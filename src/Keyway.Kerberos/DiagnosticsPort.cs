using System.Globalization;

namespace Keyway.Kerberos;

/// <summary>
/// The runtime opens a socket and two pipes in the temporary folder, through which whoever runs programs under the same account may dump a process's memory,
/// debug it or load code into it, past <see cref="CoreDumps"/>. Only the environment variable <c>DOTNET_EnableDiagnostics=0</c> prevents that, and a program
/// cannot set it for itself: taking the three names away leaves nothing to connect to, and nothing behind when the process is killed.
/// </summary>
public static class DiagnosticsPort
{
    /// <summary>The second statement of every program of ours that holds keys or passwords.</summary>
    public static void Close()
    {
        if (OwnKey() is not { } key)
            return;
        var folder = Path.GetTempPath();
        foreach (var name in (string[])[$"dotnet-diagnostic-{key}-socket", $"clr-debug-pipe-{key}-in", $"clr-debug-pipe-{key}-out"])
            Remove(Path.Combine(folder, name));
    }

    /// <summary>Process id and start time, by which the runtime tells its names apart: another container may use the same id in the same folder.</summary>
    /// <returns>Null when <c>/proc</c> is not there.</returns>
    private static string? OwnKey()
    {
        try
        {
            // proc(5): field 2 is the program's name in parentheses and may hold anything; field 22 is the start time in clock ticks since boot.
            var text = File.ReadAllText("/proc/self/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{fields[22 - 3]}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // No such folder, or not ours: then the runtime could not make it either.
        }
    }
}
