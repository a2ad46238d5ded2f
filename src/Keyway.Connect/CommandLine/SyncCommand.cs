using System.CommandLine;
using Keyway.Connect.IdentityServer.SignIn;
using Keyway.Connect.Synchronization;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect sync</c>, with <c>status</c> and <c>reset</c>.</summary>
internal sealed class SyncCommand(CommandRun run)
{
    private readonly SyncOptions _options = new();

    public Command Build()
    {
        var domain = new DomainOptions(run.Inputs);
        var server = new ServerOptions(run.Inputs);
        var command = new DocumentedCommand("sync", CommandHelp.Of(
            "Make the identity server hold the users, groups and computers of a domain: what has changed since the last time, or everything. Run again it writes nothing. " +
            "At its end the domain's Kerberos servers are verified; exit code 3 when they need repair.",
            "sync …", "sync … --ou OU=Staff,DC=contoso,DC=corp,DC=com --exclude-ou OU=Tests,OU=Staff,DC=contoso,DC=corp,DC=com", "sync … --group \"Security Key Pilot\"", "sync … --allow-deletions 612", "sync … --service --interval 30s"));
        domain.AddTo(command);
        server.AddTo(command);
        _options.AddTo(command);
        command.SetAction((line, token) => run.RunAsync(line, "sync", steps => Prepare(line, domain, server, steps), token));
        command.Subcommands.Add(Status());
        command.Subcommands.Add(Reset());
        return command;
    }

    private Result<Func<CancellationToken, Task<Report>>> Prepare(ParseResult line, DomainOptions domain, ServerOptions server, StepLog steps)
    {
        if (!domain.Read(line).TryGet(out var domainAccess, out var refusal)
            || !server.Read(line, domainAccess.DnsName).TryGet(out var serverAccess, out refusal))
            return refusal;
        var settings = _options.Read(line, domainAccess, serverAccess);
        if (!_options.IsService(line))
            return Journey(new SyncJourney(settings, steps, run.Time).RunAsync);
        if (run.IsForProgram(line))
            return new Refusal(Catalogue.Connect.OptionInvalid, "--service writes its log as JSON by itself, without --json");
        if (serverAccess.SignIn is SecurityKeySignIn or PassSignIn)
            return new Refusal(Catalogue.Connect.OptionInvalid, "--service signs in with --connector-file: nobody touches a key at every cycle");
        return Journey(new SyncService(settings, _options.Interval(line), Console.Out, run.Time).RunAsync);
    }

    private DocumentedCommand Status()
    {
        var domain = new DomainOptions(run.Inputs);
        var server = new ServerOptions(run.Inputs);
        var command = new DocumentedCommand("status", CommandHelp.Of(
            "Show how far a domain is synced: the local state, and what the identity server knows. Changes nothing, also while a sync runs.",
            "sync status --domain contoso.corp.com …server", "sync status --domain contoso.corp.com …server --json"));
        domain.AddNameTo(command);
        server.AddTo(command);
        command.Options.Add(_options.State);
        command.SetAction((line, token) => run.RunAsync(line, "show the sync", steps =>
        {
            if (!domain.ReadName(line).TryGet(out var name, out var refusal) || !server.Read(line, name).TryGet(out var access, out refusal))
                return refusal;
            return Journey(new StatusJourney(name, _options.StatePath(line, name), access, steps, run.Time).RunAsync);
        }, token));
        return command;
    }

    private DocumentedCommand Reset()
    {
        var domain = new DomainOptions(run.Inputs);
        var command = new DocumentedCommand("reset", CommandHelp.Of(
            "Forget the local state of a domain's sync. Changes nothing at the identity server: the next sync compares everything, and deletes no more than another one would.",
            "sync reset --domain contoso.corp.com"));
        domain.AddNameTo(command);
        command.Options.Add(_options.State);
        command.SetAction((line, token) => run.RunAsync(line, "reset the sync", _ =>
        {
            if (!domain.ReadName(line).TryGet(out var name, out var refusal))
                return refusal;
            return Journey(_ => Task.FromResult(ResetJourney.Run(_options.StatePath(line, name))));
        }, token));
        return command;
    }

    private static Result<Func<CancellationToken, Task<Report>>> Journey(Func<CancellationToken, Task<Report>> journey) => journey;
}
