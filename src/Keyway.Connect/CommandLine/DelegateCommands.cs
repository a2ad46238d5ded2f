using System.CommandLine;
using Keyway.Connect.Delegation;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect delegate sync</c>.</summary>
internal sealed class DelegateCommands(CommandRun run)
{
    private const string SignIn = "--domain contoso.corp.com --domain-user administrator@contoso.corp.com";

    public Command Build()
    {
        var command = new Command("delegate", "Give an account what a task of keyway-connect needs, and nothing else.");
        command.Subcommands.Add(Sync());
        return command;
    }

    private DocumentedCommand Sync()
    {
        var domain = new DomainOptions(run.Inputs, accountSignsIn: false);
        var to = new Option<string>("--to") { Description = "The account: user principal name, account name, SID or distinguished name.", HelpName = "ACCOUNT", Required = true };
        var remove = new Option<bool>("--remove") { Description = "Take the rights away again. The owner of Deleted Objects stays." };
        var check = new Option<bool>("--check") { Description = "Change nothing, only prove what the account holds." };
        var plan = new Option<bool>("--plan") { Description = "Say what would change, and write nothing." };
        var command = new DocumentedCommand("sync", CommandHelp.Of(
            "Give an account exactly the rights that sync needs: Replicating Directory Changes on the domain, which shows no password, and List contents and Read all properties on its " +
            "container Deleted Objects, without which nobody is told of deletions. That container belongs to SYSTEM, which alone is shown its access control list; then Administrators " +
            "become its owner first, and stay it with --remove. The access control lists are read back to prove that the account holds these and no dangerous right.",
            $"delegate sync --to sync@contoso.corp.com {SignIn}",
            $"delegate sync --to sync@contoso.corp.com --plan {SignIn}",
            $"delegate sync --to sync@contoso.corp.com --remove {SignIn}"));
        foreach (var option in new Option[] { to, remove, check, plan })
            command.Options.Add(option);
        domain.AddTo(command);
        command.SetAction((line, token) => run.RunAsync(line, "delegate synchronisation", steps => Prepare(line, steps), token));
        return command;

        Result<Func<CancellationToken, Task<Report>>> Prepare(ParseResult line, StepLog steps)
        {
            if (line.GetValue(check) && (line.GetValue(remove) || line.GetValue(plan)))
                return new Refusal(Catalogue.Connect.OptionInvalid, "--check stands alone, without --remove and --plan");
            if (!domain.Read(line).TryGet(out var access, out var refusal))
                return refusal;
            var kind = line.GetValue(check) ? DelegationKind.Check : line.GetValue(remove) ? DelegationKind.Revoke : DelegationKind.Grant;
            var request = new SyncDelegationRequest(line.GetRequiredValue(to), kind, line.GetValue(plan));
            Func<CancellationToken, Task<Report>> journey = token => new SyncDelegationJourney(access, request, steps).RunAsync(TerminalConsole.Width(), token);
            return journey;
        }
    }
}
