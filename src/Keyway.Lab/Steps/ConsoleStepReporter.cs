using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Keyway.Lab.Steps;

/// <summary>One line a step: a mark, its time, the step, its result.</summary>
internal sealed class ConsoleStepReporter : IStepReporter
{
    private const int StepWidth = 32;

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
            Print("[red]✗[/]", what, failure.Message.Split('\n')[0], watch.Elapsed);
            throw;
        }
    }

    private void Print(string mark, string what, string result, TimeSpan time)
    {
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds,6:0.00} s");
        var lines = result.Split('\n');
        _console.MarkupLine($"  {mark} [grey]{seconds}[/]  {Markup.Escape(what.PadRight(StepWidth))} {Markup.Escape(lines[0])}");
        foreach (var line in lines.Skip(1))
            _console.MarkupLine($"                [grey]{Markup.Escape(line)}[/]");
    }
}
