using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Keyway.Errors;
using Keyway.KeyList.Checks;
using Keyway.KeyList.Settings;

namespace Keyway.KeyList.CommandLine;

/// <summary>The whole command line of keyway-keylist.</summary>
internal static class KeyListCommandLine
{
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(10);

    /// <summary>Runs it; the exit code is one of <see cref="ExitCode"/>.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var parsed = Build(time).Parse(arguments);
        var terminal = new InvocationConfiguration { ProcessTerminationTimeout = TimeToEnd, EnableDefaultExceptionHandler = false };
        try
        {
            var code = await parsed.InvokeAsync(terminal, cancellationToken);
            return parsed.Action is ParseErrorAction ? (int)ExitCode.Usage : code;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Refused("go on", new Refusal(Catalogue.KeyList.Broken, failure.GetType().Name), json: false, terminal);
        }
    }

    private static RootCommand Build(TimeProvider time)
    {
        var config = new Option<string>("--config") { Description = "The settings file.", HelpName = "FILE", DefaultValueFactory = _ => SettingsFile.Usual, Recursive = true };
        var json = new Option<bool>("--json") { Description = "Print one JSON object, for programs. The log of run is JSON in any case.", Recursive = true };
        var root = new RootCommand("Answers key lists for Samba domain controllers: a companion KDC beside one.");
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new DocumentedHelp((HelpAction)help.Action!);
        root.Options.Add(config);
        root.Options.Add(json);

        var run = new Command("run", "Listen and answer, until it is told to end. What happens is logged on standard output, one JSON object a line, and never a secret.");
        run.SetAction((line, token) => RunAsync(line.GetRequiredValue(config), line.GetValue(json), line.InvocationConfiguration, time, token));
        root.Subcommands.Add(run);

        var check = new Command("check", "Say what is missing: the files, the domain controllers, the account's rights, the keys. Changes nothing, and may run beside the service.");
        check.SetAction((line, token) => CheckAsync(line.GetRequiredValue(config), line.GetValue(json), line.InvocationConfiguration, time, token));
        root.Subcommands.Add(check);
        return root;
    }

    private static async Task<int> RunAsync(string config, bool json, InvocationConfiguration terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        const string attempt = "run the companion";
        if (!SettingsFile.Read(config).TryGet(out var settings, out var refusal) || !OwnAccountFile.Read(settings.AccountFile, settings.Domain).TryGet(out var account, out refusal))
            return Refused(attempt, refusal, json, terminal);
        using var companion = new Companion(settings, account, new ServiceLog(terminal.Output, time), time);
        return await companion.RunAsync(cancellationToken) is { } failed ? Refused(attempt, failed, json, terminal) : (int)ExitCode.Done;
    }

    private static async Task<int> CheckAsync(string config, bool json, InvocationConfiguration terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var printer = new CheckPrinter(terminal.Output, json, time);
        var failed = await new CheckJourney(config, printer, time).RunAsync(cancellationToken);
        if (json)
            printer.PrintJson(failed);
        else if (failed is not null)
            return Refused("answer key lists", failed, json: false, terminal);
        return failed is null ? (int)ExitCode.Done : (int)ExitCodes.Of(failed.Error);
    }

    private static int Refused(string attempt, Refusal refusal, bool json, InvocationConfiguration terminal)
    {
        if (json)
            new CheckPrinter(terminal.Output, json: true, TimeProvider.System).PrintJson(refusal);
        terminal.Error.WriteLine($"Could not {attempt} ({refusal.Code}).");
        terminal.Error.WriteLine("Why: " + refusal.Error.Cause + (refusal.Detail is { } detail ? $" ({SafeText.Of(detail)})" : ""));
        terminal.Error.WriteLine("Do:  " + refusal.Error.Remedy);
        return (int)ExitCodes.Of(refusal.Error);
    }
}
