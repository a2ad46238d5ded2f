using System.CommandLine;
using System.Text.Json;
using Keyway.Device.Daemon;
using Keyway.Device.Daemon.People;
using Keyway.Device.Joining.Hybrid;
using Keyway.Device.Policies;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary><c>keyway policy</c>, <c>keyway policy refresh</c>, and the process that reads Group Policy for them and for the daemon.</summary>
internal sealed class PolicyCommand
{
    private readonly SharedOptions _shared;
    private readonly Option<string> _settings = new("--settings") { Description = "The file of keywayd's settings.", HelpName = "FILE", DefaultValueFactory = _ => DaemonSettings.DefaultPath, Recursive = true };

    private readonly Option<string?> _person = new("--person") { Description = "For whom: what the domain sets for this person, wherever they sign in, counts too.", HelpName = "ACCOUNT", Recursive = true };

    private PolicyCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared)
    {
        var definition = new PolicyCommand(shared);
        var refresh = new Command("refresh", "Read the domain's Group Policy now.");
        refresh.SetAction(definition.RefreshAsync);
        var command = new Command("policy", "What the organisation has set for this computer, and where it came from.") { definition._settings, definition._person, refresh, Reader(shared) };
        command.SetAction(definition.Show);
        return command;
    }

    private int Show(ParseResult line)
    {
        var output = new CommandOutput(line.GetValue(_shared.Json));
        if (!DaemonSettings.Read(line.GetRequiredValue(_settings)).TryGet(out var settings, out var refusal))
            return output.Refuse("The policy is not known", refusal);
        return Tell(output, _shared.Folder(line), settings, line.GetValue(_person));
    }

    private async Task<int> RefreshAsync(ParseResult line, CancellationToken cancellationToken)
    {
        const string Failed = "Group Policy was not read";
        var output = new CommandOutput(line.GetValue(_shared.Json));
        var folder = _shared.Folder(line);
        if (!DaemonSettings.Read(line.GetRequiredValue(_settings)).TryGet(out var settings, out var refusal))
            return output.Refuse(Failed, refusal);
        var person = line.GetValue(_person);
        if (person is not null)
        {
            using var people = new PolicyPeople(folder, new LocalFiles(), _ => { }, TimeProvider.System);
            people.Note(person);
        }

        if (!(await new GroupPolicyRefresh(folder, settings.DomainControllers ?? []).RunAsync(cancellationToken)).TryGet(out var answer, out refusal))
            return output.Refuse(Failed, refusal);
        return person is not null && answer.Of(PasswdEntry.UserPart(person))?.Refused is { } refused
            ? output.Refuse(Failed, new Refusal(Catalogue.Policies.PersonNotRead, $"{person}: {refused}"))
            : Tell(output, folder, settings, person);
    }

    private static int Tell(CommandOutput output, DeviceFolder folder, DaemonSettings settings, string? person)
    {
        bool? hybrid = new DeviceState(folder).ReadDescription().TryGet(out var device, out _) ? device.Domain is not null : null;
        var report = new PolicyReport(DevicePolicy.Of(settings, new PolicyFiles(folder), person is null ? null : PasswdEntry.UserPart(person)), hybrid);
        return output.Done(report.Document(), report.Lines());
    }

    // Hidden: nobody calls it but GroupPolicyProcess, which says where the tickets go.
    private static Command Reader(SharedOptions shared)
    {
        var keytab = JoinHybridCommand.KeytabOption();
        var domain = new Option<string?>("--domain") { HelpName = "DOMAIN" };
        var settings = new Option<string>("--smb-settings") { HelpName = "FILE", Required = true };
        var search = new DomainSearchOptions();
        var command = new Command(GroupPolicyProcess.Command) { keytab, domain, settings };
        command.Hidden = true;
        search.AddTo(command);
        command.SetAction(async (line, cancellationToken) =>
        {
            var folder = shared.Folder(line);
            var cache = Environment.GetEnvironmentVariable("KRB5CCNAME")?.Replace("FILE:", string.Empty, StringComparison.Ordinal);
            var signIn = new ComputerSignIn(folder, line.GetRequiredValue(keytab), line.GetValue(domain), search.Read(line), TimeProvider.System, cache);
            if (!(await new GroupPolicyReading(signIn, new PolicyFiles(folder), line.GetRequiredValue(settings), TimeProvider.System).RunAsync(cancellationToken)).TryGet(out var answer, out var refusal))
                return new CommandOutput(json: true).Refuse("Group Policy was not read", refusal);
            Console.Out.Write(JsonSerializer.Serialize(answer, DeviceJson.Default.GroupPolicyAnswer));
            return Terminal.ExitCode.Done;
        });
        return command;
    }
}
