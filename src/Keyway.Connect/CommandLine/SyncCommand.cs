using System.CommandLine;
using Keyway.Connect.Synchronization;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect sync</c>.</summary>
internal sealed class SyncCommand(CommandRun run)
{
    public Command Build()
    {
        var domain = new DomainOptions(run.Inputs);
        var server = new ServerOptions(run.Inputs);
        var days = CheckCommands.RotationDays();
        var command = new DocumentedCommand("sync", CommandHelp.Of(
            "Make the identity server hold the users and groups of a domain. Run again it writes what has changed. At its end the domain's Kerberos servers are verified; exit code 3 when they need repair.",
            "sync …"));
        domain.AddTo(command);
        server.AddTo(command);
        command.Options.Add(days);
        command.SetAction((line, token) => run.RunAsync(line, "sync", steps => Prepare(line, steps), token));
        return command;

        Result<Func<CancellationToken, Task<Report>>> Prepare(ParseResult line, StepLog steps)
        {
            if (!domain.Read(line).TryGet(out var domainAccess, out var refusal))
                return refusal;
            if (!server.Read(line, domainAccess.DnsName).TryGet(out var serverAccess, out refusal))
                return refusal;
            Func<CancellationToken, Task<Report>> journey = new SyncJourney(domainAccess, serverAccess, line.GetValue(days), steps, run.Time).RunAsync;
            return journey;
        }
    }
}
