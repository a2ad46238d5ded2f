using Keyway.Errors;

namespace Keyway.Server.Hosting;

/// <summary>What the commands print beside the log.</summary>
internal static class Terminal
{
    /// <summary>Exit code of a refused command.</summary>
    public const int RefusedCode = 1;

    /// <summary>Exit code of a command line that cannot be read.</summary>
    public const int UsageCode = 2;

    /// <summary>An error in three lines: what could not be done, why, what to do.</summary>
    /// <returns>The exit code.</returns>
    public static int Refused(string attempt, Refusal refusal)
    {
        Console.Error.WriteLine($"Could not {attempt} ({refusal.Code}).");
        Console.Error.WriteLine(refusal.Detail is null ? refusal.Error.Cause : $"{refusal.Error.Cause} ({refusal.Detail})");
        Console.Error.WriteLine(refusal.Error.Remedy);
        return RefusedCode;
    }
}
