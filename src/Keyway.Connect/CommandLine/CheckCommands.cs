using System.CommandLine;
using Keyway.Connect.Drift;
using Keyway.Connect.Explanations;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect kerberos-server verify</c> and <c>keyway-connect explain</c>: they look, and change nothing in the domain.</summary>
internal sealed class CheckCommands(CommandRun run)
{
    public Command Verify()
    {
        var days = RotationDays();
        var noReport = new Option<bool>("--no-report") { Description = "Look only: the identity server is not told, and goes on as before." };
        var verb = new KerberosServerVerb(run, "verify", CommandHelp.OfVerb(
            "Look whether the domain's Kerberos server is still what was published, and tell the identity server, which stops minting when the drift is dangerous. Changes nothing in the domain; " +
            "any account of the domain may look.",
            "verify …", "verify … --no-report", "verify … --rotation-days 90 --json"), "verify the Kerberos server");
        return verb.Build(
            (context, line) =>
            {
                var (rotation, reports) = (line.GetValue(days), !line.GetValue(noReport));
                Func<CancellationToken, Task<Report>> journey = token => new VerifyJourney(context, rotation, reports).RunAsync(TerminalConsole.Width(), token);
                return journey;
            },
            days, noReport);
    }

    public Command Explain()
    {
        var user = new Argument<string>("USER") { Description = "Whom: a user principal name, an account name or a distinguished name." };
        var verb = new KerberosServerVerb(run, "explain", CommandHelp.Of(
            "Walk every rule between a person and a ticket, at the identity server and in the domain, and say which one refuses. Changes nothing; any account of the domain may ask.",
            "explain alice …", "explain alice@contoso.corp.com … --json"), "explain");
        var command = verb.Build((context, line) =>
        {
            var name = line.GetRequiredValue(user);
            Func<CancellationToken, Task<Report>> journey = token => new ExplainJourney(context, name).RunAsync(token);
            return journey;
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
}
