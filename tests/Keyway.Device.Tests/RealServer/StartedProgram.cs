using System.Diagnostics;
using System.Globalization;

namespace Keyway.Device.Tests.RealServer;

/// <summary>The end of a program that was started and is watched.</summary>
internal static class StartedProgram
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Does what Ctrl+C does.</summary>
    public static async Task InterruptAsync(Process process, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("/bin/kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>What it said until it ended; one that does not end is killed.</summary>
    public static async Task<Ran> EndAsync(Process process, CancellationToken cancellationToken)
    {
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return new Ran(process.ExitCode, await output, await error);
    }
}
