using System.CommandLine;
using Keyway.Connect.Connectors;
using Keyway.Connect.Domain;
using Keyway.Connect.Secrets;
using Keyway.Connect.Terminal;
using Keyway.Contracts.Graph;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary><c>keyway-connect connector register</c>.</summary>
internal sealed class ConnectorCommands(CommandRun run)
{
    private readonly Option<string?> _domain = new("--domain") { Description = "DNS name of the domain that the connector may write.", HelpName = "NAME" };
    private readonly Option<string?> _connectorFile = new("--connector-file") { Description = "The file to write, mode 0600; nothing may stand there.", HelpName = "FILE" };
    private readonly Option<string?> _certificateFile = new("--certificate-file") { Description = "The connector signs in by this certificate: PEM file of mode 0600 with certificate and key.", HelpName = "FILE" };
    private readonly Option<bool> _newCertificate = new("--new-certificate") { Description = $"Make a key and a certificate of {ConnectorCertificate.Days} days for the connector, in a .pem file beside its own." };
    private readonly Option<string> _displayName = new("--display-name") { Description = "What administrators read in the list of connectors.", HelpName = "TEXT", DefaultValueFactory = _ => "keyway-connect on " + Environment.MachineName };

    public Command Build()
    {
        var server = new ServerOptions(run.Inputs, connectorSignsIn: false);
        var register = new DocumentedCommand("register", CommandHelp.Of(
            "Register this computer as a connector of one domain, and write its file. An administrator signs in: --admin, or --token-file with a token for urn:keyway:graph.",
            "connector register --domain contoso.corp.com --new-certificate --connector-file connector.json --server https://keyway.contoso.corp.com --admin admin@contoso.corp.com"));
        server.AddTo(register);
        foreach (var option in new Option[] { _domain, _connectorFile, _certificateFile, _newCertificate, _displayName })
            register.Options.Add(option);
        register.SetAction((line, token) => run.RunAsync(line, "register a connector", steps => Prepare(line, server, steps), token));

        var command = new Command("connector", "The account with which keyway-connect writes to the identity server.");
        command.Subcommands.Add(register);
        return command;
    }

    private Result<Func<CancellationToken, Task<Report>>> Prepare(ParseResult line, ServerOptions server, StepLog steps)
    {
        if (!run.Inputs.Defaults(line).TryGet(out var defaults, out var refusal))
            return refusal;
        if ((line.GetValue(_domain) ?? defaults.Domain, line.GetValue(_connectorFile) ?? defaults.ConnectorFile) is not ({ } name, { } file))
            return new Refusal(Catalogue.Connect.OptionInvalid, "--domain and --connector-file are needed");
        if (!DomainName.Parse(name).TryGet(out var domain, out refusal))
            return refusal;
        if (!Certificate(line, file).TryGet(out var certificate, out refusal))
            return refusal;
        if (!server.Read(line, domain).TryGet(out var access, out refusal))
            return refusal;

        var registration = new ConnectorRegistration(line.GetValue(_displayName)!, domain);
        Func<CancellationToken, Task<Report>> journey = new RegisterJourney(access, registration, file, certificate, steps, run.Time).RunAsync;
        return journey;
    }

    private Result<CertificateChoice> Certificate(ParseResult line, string connectorFile)
    {
        var file = line.GetValue(_certificateFile);
        if (!line.GetValue(_newCertificate))
            return file is null ? CertificateChoice.None : new CertificateChoice(Path.GetFullPath(file), IsNew: false);
        return file is null
            ? new CertificateChoice(Path.ChangeExtension(Path.GetFullPath(connectorFile), ".pem"), IsNew: true)
            : new Refusal(Catalogue.Connect.OptionInvalid, "--certificate-file or --new-certificate, not both");
    }
}
