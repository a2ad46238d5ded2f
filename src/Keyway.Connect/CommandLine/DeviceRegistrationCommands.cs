using System.CommandLine;
using Keyway.ActiveDirectory.DeviceRegistration;
using Keyway.Connect.DeviceRegistration;
using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect device-registration set|get|remove</c>.</summary>
internal sealed class DeviceRegistrationCommands(CommandRun run)
{
    private const string SignIn = "--domain contoso.corp.com --domain-user administrator@contoso.corp.com";
    private const string Tenant = "--tenant-domain contoso.com --tenant-id 5c0e5a4d-93b5-4c0f-8e4d-3a1c6f0f7b21 --server https://keyway.contoso.corp.com --ca-file ca.pem";

    private readonly Option<bool> _plan = new("--plan") { Description = "Say what would change, and write nothing." };
    private readonly Option<bool> _replace = new("--replace") { Description = "Also when it is another tenant's: its computers stop joining there." };

    public Command Build()
    {
        var command = new Command("device-registration", "The service connection point of the forest, by which its computers find the tenant to join.");
        foreach (var verb in new[] { Set(), Get(), Remove() })
            command.Subcommands.Add(verb);
        return command;
    }

    private DocumentedCommand Set()
    {
        var tenantDomain = new Option<string>("--tenant-domain") { Description = "DNS name of the tenant, such as contoso.com.", HelpName = "NAME", Required = true };
        var tenantId = new Option<Guid>("--tenant-id") { Description = "The tenant.", HelpName = "GUID", Required = true };
        var server = new Option<string?>("--server") { Description = "Address of the identity server, https://…", HelpName = "URL" };
        var caFile = new Option<string?>("--ca-file") { Description = "PEM file of the CA that issued the server's certificate: computers trust it there and no other. Without it theirs.", HelpName = "FILE" };
        return Verb(
            "set",
            CommandHelp.Of("Write where the computers of the forest join: tenant, identity server, and the CA to trust there. Keywords of others are kept. Run again it changes only what is wrong. Needs Enterprise Admins.",
                $"device-registration set {Tenant} {SignIn}", $"device-registration set {Tenant} --plan {SignIn}"),
            "write the service connection point",
            (line, domain, steps) =>
            {
                if (!run.Inputs.Defaults(line).TryGet(out var defaults, out var refusal))
                    return refusal;
                if ((line.GetValue(server) ?? defaults.Server) is not { } url)
                    return new Refusal(Catalogue.Connect.OptionInvalid, "--server says which identity server");
                if (!ServerAddress.Parse(url).TryGet(out var address, out refusal))
                    return refusal;
                if (!DomainName.Parse(line.GetRequiredValue(tenantDomain)).TryGet(out var name, out refusal))
                    return refusal;
                string? authority = null;
                if ((line.GetValue(caFile) ?? defaults.CaFile) is { } file && !ServerAuthority.Read(file).TryGet(out authority, out refusal))
                    return refusal;
                var point = new RegistrationPoint(name, line.GetValue(tenantId), address.Uri, authority);
                return Change(domain, new RegistrationChange(point, line.GetValue(_replace), line.GetValue(_plan)), steps);
            },
            tenantDomain, tenantId, server, caFile, _replace, _plan);
    }

    private DocumentedCommand Get() => Verb(
        "get",
        CommandHelp.Of("Show what the computers of the forest learn. Writes nothing; any account of the domain may look.", $"device-registration get {SignIn}", $"device-registration get --json {SignIn}"),
        "read the service connection point",
        (_, domain, steps) =>
        {
            Func<CancellationToken, Task<Report>> journey = new GetRegistrationJourney(domain, steps).RunAsync;
            return journey;
        });

    private DocumentedCommand Remove() => Verb(
        "remove",
        CommandHelp.Of("Take out what set wrote; computers that joined stay joined, and new ones find no tenant. Keywords of others are kept.",
            $"device-registration remove {SignIn}", $"device-registration remove --plan {SignIn}"),
        "remove the service connection point",
        (line, domain, steps) => Change(domain, new RegistrationChange(null, line.GetValue(_replace), line.GetValue(_plan)), steps),
        _replace, _plan);

    private static Result<Func<CancellationToken, Task<Report>>> Change(DomainAccess domain, RegistrationChange change, StepLog steps)
    {
        Func<CancellationToken, Task<Report>> journey = token => new ChangeRegistrationJourney(domain, change, steps).RunAsync(TerminalConsole.Width(), token);
        return journey;
    }

    private DocumentedCommand Verb(
        string name, CommandHelp help, string attempt, Func<ParseResult, DomainAccess, StepLog, Result<Func<CancellationToken, Task<Report>>>> prepare, params IReadOnlyList<Option> options)
    {
        var domain = new DomainOptions(run.Inputs, accountSignsIn: false);
        var command = new DocumentedCommand(name, help);
        foreach (var option in options)
            command.Options.Add(option);
        domain.AddTo(command);
        command.SetAction((line, token) => run.RunAsync(
            line, attempt, steps => domain.Read(line).TryGet(out var access, out var refusal) ? prepare(line, access, steps) : refusal, token));
        return command;
    }
}
