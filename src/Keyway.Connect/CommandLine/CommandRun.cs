using System.CommandLine;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary>Runs one command from its options to its exit code, and prints what it has to say.</summary>
internal sealed class CommandRun(Option<bool> json, SharedInputs inputs, TimeProvider time)
{
    /// <summary>What the options of every command draw on.</summary>
    public SharedInputs Inputs { get; } = inputs;

    public TimeProvider Time { get; } = time;

    /// <summary>Whether a program reads the answer, as one JSON object.</summary>
    public bool IsForProgram(ParseResult line) => line.GetValue(json);

    /// <param name="line">The parsed command line.</param>
    /// <param name="attempt">Ends the sentence "Could not …" when an option or a file is wrong.</param>
    /// <param name="prepare">Reads options and files; gives the journey.</param>
    public async Task<int> RunAsync(ParseResult line, string attempt, Func<StepLog, Result<Func<CancellationToken, Task<Report>>>> prepare, CancellationToken cancellationToken)
    {
        var forProgram = IsForProgram(line);
        var steps = new StepLog(forProgram ? null : TerminalConsole.Open(), Time);
        var report = await ReportAsync(attempt, () => prepare(steps), cancellationToken);
        if (forProgram)
            ReportPrinter.PrintJson(report, steps.Steps, Console.Out);
        else
            ReportPrinter.Print(report, Console.Out, Console.Error);
        return (int)report.ExitCode;
    }

    private static async Task<Report> ReportAsync(string attempt, Func<Result<Func<CancellationToken, Task<Report>>>> prepare, CancellationToken cancellationToken)
    {
        try
        {
            return prepare().TryGet(out var journey, out var refusal) ? await journey(cancellationToken) : Report.Of(new Failure(attempt, refusal));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Report.Of(new Failure(attempt, Catalogue.Connect.Interrupted));
        }
#pragma warning disable CA1031 // The edge of the program: whatever broke, the caller gets a number and an exit code.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Report.Of(new Failure(attempt, new Refusal(Catalogue.Connect.Broken, $"{failure.GetType().Name}: {failure.Message}")));
        }
    }
}
