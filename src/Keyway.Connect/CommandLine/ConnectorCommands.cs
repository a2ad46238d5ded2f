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
    private readonly Option<string> _domain = new("--domain") { Description = "DNS name of the domain that the connector may write.", HelpName = "NAME", Required = true };
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "File of mode 0600 with an administrator's access token for urn:keyway:graph, or - for standard input; without it the token is asked for.", HelpName = "FILE" };
    private readonly Option<string> _displayName = new("--display-name") { Description = "What administrators read in the list of connectors.", HelpName = "TEXT", DefaultValueFactory = _ => "keyway-connect on " + Environment.MachineName };

    public Command Build()
    {
        var server = new ServerOptions();
        var register = new Command("register", "Register this computer as a connector of one domain, and write its file.");
        server.AddTo(register);
        foreach (var option in new Option[] { _domain, _tokenFile, _displayName })
            register.Options.Add(option);
        register.SetAction((line, token) => run.RunAsync(line, "register a connector", steps => Prepare(line, server, steps), token));

        var command = new Command("connector", "The account with which keyway-connect writes to the identity server.");
        command.Subcommands.Add(register);
        return command;
    }

    private Result<Func<CancellationToken, Task<Report>>> Prepare(ParseResult line, ServerOptions server, StepLog steps)
    {
        if (!server.ReadAddress(line).TryGet(out var address, out var refusal))
            return refusal;
        if (!DomainName.Parse(line.GetRequiredValue(_domain)).TryGet(out var domain, out refusal))
            return refusal;
        var secret = line.GetValue(_tokenFile) is { } file ? SecretFile.ReadText(file) : HiddenPrompt.Ask("Access token", "--token-file");
        if (!secret.TryGet(out var token, out refusal))
            return refusal;
        if (!token.All(c => char.IsAsciiLetterOrDigit(c) || "-._~+/=".Contains(c, StringComparison.Ordinal)))
            return new Refusal(Catalogue.Connect.SecretFileUnusable, "that is no access token");

        var registration = new ConnectorRegistration(line.GetValue(_displayName)!, domain);
        Func<CancellationToken, Task<Report>> journey =
            new RegisterJourney(address, server.CaFile(line), token, registration, server.ConnectorFilePath(line), steps, run.Time).RunAsync;
        return journey;
    }
}
