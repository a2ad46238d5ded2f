using System.ComponentModel;
using System.Diagnostics;

namespace Keyway.Device.Troubleshooting;

/// <summary>What another program says, for a bundle of logs.</summary>
internal static class OtherProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs it; one that is not there, or takes too long, is told as that.</summary>
    /// <param name="program">Its whole path: a bare name is looked for in the folder in which an administrator happens to be, where somebody else may have put it.</param>
    public static async Task<string> SaysAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        if (!Path.IsPathFullyQualified(program))
            throw new ArgumentException("The whole path of a program is wanted.", nameof(program));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = "/",
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            })!;
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
