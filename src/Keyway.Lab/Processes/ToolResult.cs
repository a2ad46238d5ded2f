namespace Keyway.Lab.Processes;

/// <summary>How a program ended and what it said.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Both streams, for messages.</summary>
    public string Said => (Output + Error).Trim();
}
