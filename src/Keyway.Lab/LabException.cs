namespace Keyway.Lab;

/// <summary>A component did not do what it must: says which, and where its log is.</summary>
public sealed class LabException : Exception
{
    private const int LinesShown = 15;

    public LabException(string component, string message, string? log)
        : base(message)
    {
        Component = component;
        Log = log;
    }

    public string Component { get; }

    public string? Log { get; }

    /// <summary>The end of the log, or nothing.</summary>
    public IReadOnlyList<string> LastLines() => Log is not null && File.Exists(Log) ? [.. File.ReadLines(Log).TakeLast(LinesShown)] : [];
}
