using System.Diagnostics;
using System.Globalization;
using Keyway.Lab.Steps;
using Keyway.Lab.Walk;
using Spectre.Console;

namespace Keyway.Lab.Commands;

/// <summary><c>./lab</c> and <c>./lab --once</c>: bring up, walk the whole way, stay or take down.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(LabFolder folder, bool once, CancellationToken cancellation)
    {
        if (Laboratory.Find(folder) is not null)
        {
            Terminal.Error.WriteLine("The lab of this checkout is up already.\n  Two of one checkout would share their folder.\n  ./lab down ends it; another checkout can have a lab of its own.");
            return ExitCodes.Refused;
        }

        var console = Terminal.Output;
        var watch = Stopwatch.StartNew();
        Laboratory? lab = null;
        try
        {
            var steps = new ConsoleStepReporter(console);
            lab = await Laboratory.BringUpAsync(folder, steps, cancellation);
            var (held, broken) = await new MainJob(lab).WalkAsync(steps, cancellation);
            console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"\n[bold]{held} steps held, {broken} did not, in {watch.Elapsed.TotalSeconds:0.0} s[/]"));
            if (!once)
            {
                await NextSteps.PrintAsync(console, lab, "Ctrl-C takes everything down.", cancellation);
                await WaitForCancellationAsync(cancellation);
            }

            return broken == 0 ? ExitCodes.Done : ExitCodes.Refused;
        }
        catch (LabException failure)
        {
            return LabCommands.Report(failure);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Refused;
        }
        finally
        {
            // After a failed start the logs are what a person needs next: only processes are gone then.
            if (lab is not null)
            {
                await Laboratory.TakeDownAsync(folder);
                console.WriteLine("Everything is down again.");
            }
        }
    }

    private static async Task WaitForCancellationAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
