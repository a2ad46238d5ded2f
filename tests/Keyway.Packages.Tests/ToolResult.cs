namespace Keyway.Packages;

/// <summary>How a program ended and what it said.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Both streams.</summary>
    public string Said => (Output + Error).Trim();
}
