using System.ComponentModel;
using System.Diagnostics;

namespace Keyway.Device.Troubleshooting;

/// <summary>What another program says, for a bundle of logs.</summary>
internal static class OtherProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs it; one that is not there, or takes too long, is told as that.</summary>
    public static async Task<string> SaysAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            try
            {
                return await output + await errors;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                return $"{program}: no end within {Patience.TotalSeconds} s\n";
            }
        }
        catch (Win32Exception failure)
        {
            return $"{program}: {failure.Message}\n";
        }
    }
}
