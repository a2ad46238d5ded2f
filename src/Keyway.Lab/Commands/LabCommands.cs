using System.CommandLine;
using Spectre.Console;

namespace Keyway.Lab.Commands;

/// <summary>The command line behind <c>./lab</c>.</summary>
internal static class LabCommands
{
    public static RootCommand Create(LabFolder folder)
    {
        var once = new Option<bool>("--once") { Description = "Walk the whole way, take everything down again; exit 0 only when every step held." };
        var root = new RootCommand("A whole organisation on this machine: a Samba domain, an identity server, a computer, and people with security keys.")
        {
            once,
        };
        root.SetAction((parsed, cancellation) => RunCommand.RunAsync(folder, parsed.GetValue(once), cancellation));

        var up = new Command("up", "Bring everything up in the background.");
        up.SetAction((_, cancellation) => UpCommand.RunAsync(folder, cancellation));
        var down = new Command("down", "Take everything down and delete the lab's folder.");
        down.SetAction((_, _) => DownCommand.RunAsync(folder));
        var status = new Command("status", "Say what is up, where it is and where it logs.");
        status.SetAction(_ => StatusCommand.Run(folder));
        var env = new Command("env", "Print the lab's addresses and accounts as lines for a shell: eval \"$(./lab env)\".");
        env.SetAction(_ => EnvCommand.Run(folder));
        var command = new Argument<string[]>("command") { Description = "The command and its arguments.", Arity = ArgumentArity.OneOrMore };
        var exec = new Command("exec", "Run a command where the lab's names resolve; its exit code is passed on.") { command };
        exec.TreatUnmatchedTokensAsErrors = false;
        exec.SetAction((parsed, cancellation) => ExecCommand.RunAsync(folder, [.. parsed.GetValue(command)!, .. parsed.UnmatchedTokens], cancellation));
        foreach (var subcommand in new[] { up, down, status, env, exec })
            root.Subcommands.Add(subcommand);
        return root;
    }

    /// <summary>What went wrong, the end of the log, and where the log is.</summary>
    public static int Report(LabException failure)
    {
        var console = Terminal.Error;
        console.MarkupLineInterpolated($"\n[red]✗ The lab could not go on: {failure.Component}[/]");
        console.WriteLine($"  {failure.Message}");
        var lines = failure.LastLines();
        if (lines.Count > 0)
            console.WriteLine($"  The last lines of {failure.Log}:");
        foreach (var line in lines)
            console.WriteLine($"    {line}");
        return ExitCodes.Broken;
    }

    public static int NotUp()
    {
        Terminal.Error.WriteLine("No lab of this checkout is up.\n  Nothing answers that it started.\n  Run ./lab up.");
        return ExitCodes.Refused;
    }
}
