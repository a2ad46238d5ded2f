using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Keyway.Lab.Steps;

/// <summary>One line a step: a mark, the step, its result, its time.</summary>
internal sealed class ConsoleStepReporter : IStepReporter
{
    private const int StepWidth = 34;

    private readonly IAnsiConsole _console;

    public ConsoleStepReporter(IAnsiConsole console)
    {
        _console = console;
    }

    public void Begin(string part) => _console.MarkupLineInterpolated($"\n[bold]{part}[/]");

    public async Task RunAsync(string what, Func<Task<string>> work)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var result = await work();
            Print("[green]✓[/]", what, result, watch.Elapsed);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Print("[red]✗[/]", what, failure.Message, watch.Elapsed);
            throw;
        }
    }

    private void Print(string mark, string what, string result, TimeSpan time)
    {
        var lines = result.Split('\n');
        _console.MarkupLine(string.Create(CultureInfo.InvariantCulture,
            $"  {mark} {Markup.Escape(what.PadRight(StepWidth))} {Markup.Escape(lines[0])} [grey]{time.TotalSeconds:0.00} s[/]"));
        foreach (var line in lines.Skip(1))
            _console.MarkupLine($"    {new string(' ', StepWidth)} {Markup.Escape(line)}");
    }
}
