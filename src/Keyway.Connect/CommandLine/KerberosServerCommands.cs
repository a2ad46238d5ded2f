using System.CommandLine;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect kerberos-server set|get|rotate|remove|plan|delegate</c>.</summary>
internal sealed class KerberosServerCommands(CommandRun run)
{
    public Command Build()
    {
        var command = new Command("kerberos-server", "The Kerberos server object of a domain, by which the identity server may mint tickets for it.");
        foreach (var verb in new[] { Set(), Get(), Rotate(), Remove(), Plan(), Delegate() })
            command.Subcommands.Add(verb);
        return command;
    }

    private Command Set()
    {
        var lists = new RevealListOptions(run.Inputs);
        var verb = new KerberosServerVerb(run, "set", CommandHelp.OfVerb(
            "Create it, or repair it, and publish its key to the identity server. Each change is printed as it is made. Run again it changes only what is wrong: " +
            "lists that are not named are restored as they were published.",
            "set … --allow-group \"Security Key Users\" --account-file account.json", "set …", "set --only-domain --domain contoso.corp.com --domain-user administrator@contoso.corp.com --allow-group \"Security Key Users\" --account-file account.json"), "set the Kerberos server", accountSignsIn: false);
        return verb.BuildWithOnlyDomain(
            (context, server, line) => lists.Read(line, context.Name).TryGet(out var wanted, out var refusal)
                ? Journey(token => new SetJourney(context, server, wanted).RunAsync(TerminalConsole.Width(), token))
                : refusal,
            lists.Options);
    }

    private Command Get()
    {
        var verb = new KerberosServerVerb(run, "get", CommandHelp.OfVerb("Show both sides and compare them: numbers, keys and reveal lists. Writes nothing.", "get …", "get … --json"), "read the Kerberos server");
        return verb.Build((context, _) => Journey(token => new GetJourney(context).RunAsync(TerminalConsole.Width(), token)));
    }

    private Command Rotate()
    {
        var force = new Option<bool>("--force") { Description = "Also when the key is younger than 24 hours." };
        var twice = new Option<bool>("--twice") { Description = "The key has leaked: reset it as often as it takes until a domain controller honours no former key (two times on Windows, three on Samba), at once and whatever its age." };
        var verb = new KerberosServerVerb(run, "rotate", CommandHelp.OfVerb(
            "Make the domain choose a new key and publish it. Refused when the key is younger than 24 hours, because tickets of former keys would end too early.",
            "rotate …", "rotate … --twice", "rotate --domain contoso.corp.com --domain-user dana@contoso.corp.com --account-file account.json --server https://keyway.contoso.corp.com --connector-file connector.json"),
            "rotate the key of the Kerberos server");
        return verb.BuildWithOnlyDomain(
            (context, server, line) =>
            {
                var manner = line.GetValue(twice) ? RotationManner.Leaked : line.GetValue(force) ? RotationManner.Forced : RotationManner.Scheduled;
                return Journey(token => new RotateJourney(context, server, manner).RunAsync(TerminalConsole.Width(), token));
            },
            force, twice);
    }

    private Command Remove()
    {
        var yes = new Option<bool>("--yes") { Description = "Ask nobody: for programs." };
        var onlyDomain = new Option<bool>("--only-domain") { Description = "Leave the identity server alone: it is done, or will never come back." };
        var onlyServer = new Option<bool>("--only-server") { Description = "Leave the domain alone: it is done, or will never come back." };
        var verb = new KerberosServerVerb(run, "remove", CommandHelp.OfVerb(
            "Remove it from both sides, all its objects and nothing else. When a side is out of reach the other is removed all the same, and what remains is listed.",
            "remove …", "remove --only-server --yes --domain contoso.corp.com --server https://keyway.contoso.corp.com --connector-file connector.json"),
            "remove the Kerberos server");
        return verb.Build((line, steps) =>
        {
            if (line.GetValue(onlyDomain) && line.GetValue(onlyServer))
                return new Refusal(Catalogue.Connect.OptionInvalid, "--only-domain and --only-server exclude each other");
            if (!verb.ReadName(line).TryGet(out var name, out var refusal) || !verb.ReadDomainName(line).TryGet(out var domainName, out refusal))
                return refusal;
            ServerRemoval? atServer = null;
            DomainRemoval? inDomain = null;
            if (!line.GetValue(onlyServer))
            {
                if (!verb.ReadDomain(line).TryGet(out var domain, out refusal))
                    return refusal;
                inDomain = new DomainRemoval(domain, name, steps, run.Time);
            }

            if (!line.GetValue(onlyDomain))
            {
                if (!verb.ReadServer(line, domainName).TryGet(out var server, out refusal))
                    return refusal;
                atServer = new ServerRemoval(server, domainName, name, steps, run.Time);
            }

            var title = KerberosServerContext.TitleOf(name, domainName);
            if (!line.GetValue(yes) && Confirmation.Ask($"The {title} will be removed. Nobody signs in to the domain by security key after that.", name) is { } unconfirmed)
                return unconfirmed;
            return Journey(new RemoveJourney(title, atServer, inDomain, steps).RunAsync);
        }, [yes, onlyDomain, onlyServer]);
    }

    private Command Plan()
    {
        var lists = new RevealListOptions(run.Inputs);
        var rotate = new Option<bool>("--rotate") { Description = "What rotate would do." };
        var twice = new Option<bool>("--twice") { Description = "With --rotate: for a leaked key." };
        var remove = new Option<bool>("--remove") { Description = "What remove would do." };
        var verb = new KerberosServerVerb(run, "plan", CommandHelp.OfVerb(
            "Say what set (or rotate, or remove) would change: object, attribute, value, and the right that it needs. Writes nothing on either side.",
            "plan … --allow-group \"Security Key Users\"", "plan … --rotate", "plan … --remove --json"), "plan the Kerberos server", accountSignsIn: false);
        return verb.BuildWithOnlyDomain(
            (context, server, line) =>
            {
                if (line.GetValue(rotate) && line.GetValue(remove))
                    return new Refusal(Catalogue.Connect.OptionInvalid, "--rotate and --remove exclude each other");
                if (line.GetValue(twice) && !line.GetValue(rotate))
                    return new Refusal(Catalogue.Connect.OptionInvalid, "--twice is a way to --rotate");
                var kind = line.GetValue(remove) ? PlanKind.Removal
                    : line.GetValue(twice) ? PlanKind.LeakedKeyRotation
                    : line.GetValue(rotate) ? PlanKind.Rotation
                    : PlanKind.Set;
                return lists.Read(line, context.Name).TryGet(out var wanted, out var refusal)
                    ? Journey(token => new PlanJourney(context, server, kind, wanted).RunAsync(TerminalConsole.Width(), token))
                    : refusal;
            },
            [.. lists.Options, rotate, twice, remove]);
    }

    private Command Delegate()
    {
        var to = new Option<string>("--to") { Description = "The account: user principal name, account name, SID or distinguished name.", HelpName = "ACCOUNT", Required = true };
        var revoke = new Option<bool>("--revoke") { Description = "Take the right away again." };
        var check = new Option<bool>("--check") { Description = "Change nothing, only prove what the account holds." };
        var verb = new KerberosServerVerb(run, "delegate", CommandHelp.OfVerb(
            "Give an account exactly the right that day-to-day work needs (reset the password of the krbtgt account, which is to rotate its key), and prove from the access control lists " +
            "that it holds this and no dangerous right. Keys are read as the Kerberos server's own account.",
            "delegate --to dana@contoso.corp.com --domain contoso.corp.com --domain-user administrator@contoso.corp.com", "delegate --to dana@contoso.corp.com --check --domain contoso.corp.com --domain-user administrator@contoso.corp.com"),
            "delegate the Kerberos server");
        return verb.BuildForDomain(
            (domain, name, line, steps) =>
            {
                if (line.GetValue(revoke) && line.GetValue(check))
                    return new Refusal(Catalogue.Connect.OptionInvalid, "--revoke and --check exclude each other");
                var kind = line.GetValue(check) ? DelegationKind.Check : line.GetValue(revoke) ? DelegationKind.Revoke : DelegationKind.Grant;
                return Journey(token => new DelegateJourney(domain, name, line.GetRequiredValue(to), kind, steps).RunAsync(TerminalConsole.Width(), token));
            },
            to, revoke, check);
    }

    private static Result<Func<CancellationToken, Task<Report>>> Journey(Func<CancellationToken, Task<Report>> journey) => journey;
}
