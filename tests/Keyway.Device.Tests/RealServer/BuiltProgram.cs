using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Keyway.Device.Tests.RealServer;

/// <summary>A program as the build made it, started as a user would start it.</summary>
internal static class BuiltProgram
{
    public static string Server => Find("Keyway.Server", "keyway-server");

    public static string Device => Find("Keyway.Device", "keyway");

    /// <summary>Starts a program with its standard streams in our hands.</summary>
    /// <param name="folder">In which folder; ours when left out.</param>
    public static Process Start(string path, IEnumerable<string> arguments, string folder = "")
    {
        var start = new ProcessStartInfo(path, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // The runtime that runs the tests runs the programs, wherever it is installed.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        start.Environment.Remove("KEYWAY_STATE");
        return Process.Start(start)!;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="input">What stands on its standard input.</param>
    public static async Task<Ran> RunAsync(string path, IEnumerable<string> arguments, string input = "")
    {
        using var process = Start(path, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that ended without reading what it was given.
        }

        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, await output, await error);
    }

    /// <summary>Runs <c>keyway</c>.</summary>
    public static Task<Ran> KeywayAsync(params string[] arguments) => RunAsync(Device, arguments);

    /// <summary>Runs <c>keyway</c> with something on its standard input.</summary>
    public static Task<Ran> KeywayWithInputAsync(string input, params string[] arguments) => RunAsync(Device, arguments, input);

    private static string Find(string project, string program)
    {
        // artifacts/bin/<project>/<configuration>/<program>
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, program);
    }
}
