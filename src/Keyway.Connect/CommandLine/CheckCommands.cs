using System.CommandLine;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Drift;
using Keyway.Connect.Explanations;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect kerberos-server verify</c> and <c>keyway-connect explain</c>: they look, and change nothing in the domain.</summary>
internal sealed class CheckCommands(CommandRun run)
{
    public Command Verify()
    {
        var days = RotationDays();
        var noReport = new Option<bool>("--no-report") { Description = "Look only: the identity server is not told, and goes on as before." };
        var command = Build("verify", "Look whether the domain's Kerberos server is still what was published, and tell the identity server; exit code 3 when anything is found.", "verify the Kerberos server", (context, line) =>
        {
            var (rotation, reports) = (line.GetValue(days), !line.GetValue(noReport));
            return token => new VerifyJourney(context, rotation, reports).RunAsync(TerminalConsole.Width(), token);
        });
        command.Options.Add(days);
        command.Options.Add(noReport);
        return command;
    }

    public Command Explain()
    {
        var user = new Argument<string>("USER") { Description = "Whom: a user principal name, an account name or a distinguished name." };
        var command = Build("explain", "Walk every rule between a person and a ticket, and say which one refuses.", "explain", (context, line) =>
        {
            var name = line.GetRequiredValue(user);
            return token => new ExplainJourney(context, name).RunAsync(token);
        });
        command.Arguments.Add(user);
        return command;
    }

    /// <summary>The option that says when a key is too old.</summary>
    public static Option<int> RotationDays()
    {
        var option = new Option<int>("--rotation-days") { Description = "A key older than this many days is a finding.", HelpName = "DAYS", DefaultValueFactory = _ => DriftCheck.UsualRotationDays };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 3650)
                result.AddError("--rotation-days takes 1 to 3650 days.");
        });
        return option;
    }

    private Command Build(string name, string description, string attempt, Func<KerberosServerContext, ParseResult, Func<CancellationToken, Task<Report>>> journey)
    {
        var domain = new DomainOptions(run.Inputs);
        var server = new ServerOptions(run.Inputs);
        var serverName = new Option<string>("--name") { Description = "Name of the Kerberos server, when a domain has several.", HelpName = "NAME", DefaultValueFactory = _ => KerberosServerNames.DefaultName };
        var command = new Command(name, description);
        domain.AddTo(command);
        server.AddTo(command);
        command.Options.Add(serverName);
        command.SetAction((line, token) => run.RunAsync(line, attempt, steps => Prepare(line, steps), token));
        return command;

        Result<Func<CancellationToken, Task<Report>>> Prepare(ParseResult line, StepLog steps)
        {
            if (!KerberosServerNames.Parse(line.GetValue(serverName)!).TryGet(out var names, out var refusal))
                return refusal;
            if (!domain.Read(line).TryGet(out var domainAccess, out refusal))
                return refusal;
            return server.Read(line, domainAccess.DnsName).TryGet(out var serverAccess, out refusal)
                ? journey(new KerberosServerContext(names.Name, domainAccess, serverAccess, steps, run.Time), line)
                : refusal;
        }
    }
}
