using Keyway.Errors;
using Spectre.Console;

namespace Keyway.Connect.Terminal;

/// <summary>Runs the steps of a command and prints one line for each: a mark, its name, its result, its time.</summary>
/// <param name="console">Where the lines go, or null when a program reads the answer and nobody the steps.</param>
internal sealed class StepLog(IAnsiConsole? console, TimeProvider time)
{
    private readonly List<CompletedStep> _steps = [];

    public IReadOnlyList<CompletedStep> Steps => _steps;

    /// <summary>The terminal, for progress bars; null when there is none to draw on.</summary>
    public IAnsiConsole? Interactive => console is { Profile.Capabilities.Interactive: true } ? console : null;

    /// <summary>Runs a step that can be refused.</summary>
    public async Task<Result<T>> RunAsync<T>(string name, Func<Task<Result<T>>> step, Func<T, string> describe)
        where T : notnull
    {
        var start = time.GetTimestamp();
        var result = await step();
        Complete(name, result.TryGet(out var value, out var refusal) ? describe(value) : refusal.Code + " " + refusal.Error.Cause, refusal is null, time.GetElapsedTime(start));
        return result;
    }

    /// <summary>A line under the last step.</summary>
    public void Note(string text)
    {
        if (console is null)
            return;
        console.Profile.Out.Writer.WriteLine("    " + SafeText.Of(text));
    }

    private void Complete(string name, string result, bool succeeded, TimeSpan duration)
    {
        var step = new CompletedStep(name, SafeText.Of(result), succeeded, duration);
        _steps.Add(step);
        if (console is null)
            return;

        // The writer, not the console: a console wraps at its width, and a line in a pipe has none.
        var mark = succeeded ? "✓" : "✗";
        if (console.Profile.Capabilities.Ansi && console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors)
            mark = $"\e[{(succeeded ? 32 : 31)}m{mark}\e[0m";
        console.Profile.Out.Writer.WriteLine($"{mark} {step.Name}: {step.Result} [{Duration.Of(step.Duration)}]");
    }
}
