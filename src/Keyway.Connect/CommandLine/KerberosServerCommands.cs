using System.CommandLine;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect kerberos-server set|get|rotate|remove</c>.</summary>
internal sealed class KerberosServerCommands(CommandRun run)
{
    public Command Build()
    {
        var command = new Command("kerberos-server", "The Kerberos server object of a domain, by which the identity server may mint tickets for it.");
        command.Subcommands.Add(Set());
        command.Subcommands.Add(Plain("get", "Show both sides and compare them; exit code 3 when they differ.", "read", context => token => new GetJourney(context).RunAsync(TerminalConsole.Width(), token)));
        command.Subcommands.Add(Plain("rotate", "Make the domain choose a new key and publish it.", "rotate the key of", context => token => new RotateJourney(context).RunAsync(TerminalConsole.Width(), token)));
        command.Subcommands.Add(Plain("remove", "Remove it from both sides.", "remove", context => token => new RemoveJourney(context).RunAsync(token)));
        return command;
    }

    private Command Set()
    {
        var allow = new Option<string[]>("--allow-group") { Description = "Group whose members may get tickets: name, SID or distinguished name; may be repeated. Needed for a new one.", HelpName = "GROUP" };
        var deny = new Option<string[]>("--deny-group") { Description = "Group whose members never get tickets; may be repeated. The privileged groups when left out.", HelpName = "GROUP" };
        var command = Build("set", "Create it, or repair it, and publish its key to the identity server.", "set", (context, line) =>
        {
            var settings = new KerberosServerSettings { Name = context.Name, AllowGroups = Given(line, allow), DenyGroups = Given(line, deny) };
            return token => new SetJourney(context, settings).RunAsync(TerminalConsole.Width(), token);
        });
        command.Options.Add(allow);
        command.Options.Add(deny);
        return command;
    }

    private Command Plain(string name, string description, string verb, Func<KerberosServerContext, Func<CancellationToken, Task<Report>>> journey) =>
        Build(name, description, verb, (context, _) => journey(context));

    private Command Build(string name, string description, string verb, Func<KerberosServerContext, ParseResult, Func<CancellationToken, Task<Report>>> journey)
    {
        var domain = new DomainOptions(run.Inputs);
        var server = new ServerOptions(run.Inputs);
        var serverName = new Option<string>("--name") { Description = "Name of the Kerberos server, when a domain has several.", HelpName = "NAME", DefaultValueFactory = _ => KerberosServerNames.DefaultName };
        var command = new Command(name, description);
        domain.AddTo(command);
        server.AddTo(command);
        command.Options.Add(serverName);
        command.SetAction((line, token) => run.RunAsync(line, verb + " the Kerberos server", steps => Prepare(line, steps), token));
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

    // Left out means "as it is", which an empty list would not.
    private static string[]? Given(ParseResult line, Option<string[]> option) => line.GetValue(option) is { Length: > 0 } values ? values : null;
}
