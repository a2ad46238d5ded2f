using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Keyway.Connect.CommandLine;

/// <summary>The whole command line of keyway-connect.</summary>
internal static class ConnectCommandLine
{
    // What a sync was told to end after may be a batch that the server is writing.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromMinutes(1);

    /// <summary>Runs it; the exit code is one of <see cref="ExitCode"/>.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var parsed = Build(time).Parse(arguments);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeToEnd }, cancellationToken);
        return parsed.Action is ParseErrorAction ? (int)ExitCode.Usage : code;
    }

    /// <summary>The tree of commands and options.</summary>
    internal static RootCommand Build(TimeProvider time)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object, for programs.", Recursive = true };
        var inputs = new SharedInputs();
        var run = new CommandRun(json, inputs, time);
        var root = new RootCommand("Connects a domain with a Keyway identity server.");
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new DocumentedHelp((HelpAction)help.Action!);
        root.Options.Add(json);
        inputs.AddTo(root);
        var (kerberosServer, checks) = (new KerberosServerCommands(run).Build(), new CheckCommands(run));
        new BundleCommands(run).AddTo(kerberosServer);
        kerberosServer.Subcommands.Add(checks.Verify());
        root.Subcommands.Add(kerberosServer);
        root.Subcommands.Add(checks.Explain());
        root.Subcommands.Add(new SyncCommand(run).Build());
        root.Subcommands.Add(new PasswordCommands(run).Build());
        root.Subcommands.Add(new ConnectorCommands(run).Build());
        root.Subcommands.Add(new DelegateCommands(run).Build());
        root.Subcommands.Add(new DeviceRegistrationCommands(run).Build());
        return root;
    }
}
