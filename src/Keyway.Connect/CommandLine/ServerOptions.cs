using System.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.IdentityServer.SignIn;
using Keyway.Connect.Secrets;
using Keyway.Connect.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Connect.CommandLine;

/// <summary>The options that say which identity server, how to trust it, and who signs in there: a connector, an administrator, or the holder of an access token.</summary>
/// <param name="inputs">Defaults, and secrets from standard input.</param>
/// <param name="connectorSignsIn">False for the command that makes a connector: only a person can.</param>
internal sealed class ServerOptions(SharedInputs inputs, bool connectorSignsIn = true)
{
    private readonly Option<string?> _server = new("--server") { Description = "Address of the identity server, https://…", HelpName = "URL" };
    private readonly Option<string?> _caFile = new("--ca-file") { Description = "PEM file of the CA that issued the server's certificate.", HelpName = "FILE" };
    private readonly Option<string?> _connectorFile = new("--connector-file") { Description = "The connector's file, mode 0600.", HelpName = "FILE" };
    private readonly Option<string?> _tokenFile = new("--token-file") { Description = "File of mode 0600 with an access token, or - for standard input.", HelpName = "FILE" };
    private readonly Option<string?> _admin = new("--admin") { Description = "Sign in as this administrator: with a security key, or with a Temporary Access Pass.", HelpName = "UPN" };
    private readonly Option<string?> _key = new("--key") { Description = $"The administrator's security key: {SecurityKeyDevice.Automatic}, a path under /dev, nfc:READER, or the file of a software key.", HelpName = "KEY" };
    private readonly Option<string?> _pinFile = new("--pin-file") { Description = "File of mode 0600 with the PIN of that key, or - for standard input; without it the PIN is asked for.", HelpName = "FILE" };
    private readonly Option<string?> _passFile = new("--pass-file") { Description = "File of mode 0600 with the administrator's Temporary Access Pass, or - for standard input.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _server, _caFile, _tokenFile, _admin, _key, _pinFile, _passFile })
            command.Options.Add(option);
        if (connectorSignsIn)
            command.Options.Add(_connectorFile);
    }

    /// <summary>Reads them, and the secrets that they name.</summary>
    /// <param name="domain">The domain that a connector must be of; null when the command is about no domain.</param>
    public Result<ServerAccess> Read(ParseResult line, string? domain)
    {
        if (!inputs.Defaults(line).TryGet(out var defaults, out var refusal))
            return refusal;
        if ((line.GetValue(_server) ?? defaults.Server) is not { } server)
            return new Refusal(Catalogue.Connect.OptionInvalid, "--server says which identity server");
        if (!ServerAddress.Parse(server).TryGet(out var address, out refusal))
            return refusal;
        return SignIn(line, defaults, domain).TryGet(out var signIn, out refusal)
            ? new ServerAccess(address, line.GetValue(_caFile) ?? defaults.CaFile, signIn)
            : refusal;
    }

    private Result<IServerSignIn> SignIn(ParseResult line, Defaults defaults, string? domain)
    {
        var (token, admin) = (line.GetValue(_tokenFile), line.GetValue(_admin));
        var connector = connectorSignsIn ? line.GetValue(_connectorFile) : null;
        if (new[] { token, admin, connector }.Count(way => way is not null) > 1)
            return new Refusal(Catalogue.Connect.OptionInvalid, string.Join(", ", Ways) + ": one of them, not several");
        if (admin is null && (line.GetValue(_key) ?? line.GetValue(_pinFile) ?? line.GetValue(_passFile)) is not null)
            return new Refusal(Catalogue.Connect.OptionInvalid, "--key, --pin-file and --pass-file are those of --admin");
        if (token is not null)
            return Token(SecretFile.ReadText(token));
        if (admin is not null)
            return Administrator(line, admin);
        if (connectorSignsIn && (connector ?? defaults.ConnectorFile) is { } file)
            return Connector(file, domain);
        return connectorSignsIn
            ? new Refusal(Catalogue.Connect.SignInMissing, "to the identity server: " + string.Join(", ", Ways))
            : Token(HiddenPrompt.Ask("Access token", "--token-file or --admin"));
    }

    private static Result<IServerSignIn> Token(Result<string> read)
    {
        if (!read.TryGet(out var token, out var refusal))
            return refusal;
        return ServerAnswers.IsHeaderText(token) ? new TokenSignIn(token) : new Refusal(Catalogue.Connect.SecretFileUnusable, "that is no access token");
    }

    private static Result<IServerSignIn> Connector(string file, string? domain)
    {
        if (!ConnectorFile.Read(file).TryGet(out var connector, out var refusal))
            return refusal;
        if (domain is not null && !connector.DomainDnsName.Equals(domain, StringComparison.OrdinalIgnoreCase))
            return new Refusal(Catalogue.Connect.ConnectorOfAnotherDomain, connector.DomainDnsName);
        if (connector.ClientSecret is { } secret)
            return new SecretSignIn(connector, secret);
        return ConnectorCertificate.Read(ConnectorFile.KeyFilePath(file, connector)).TryGet(out var certificate, out refusal)
            ? CertificateSignIn.Of(connector, certificate)
            : refusal;
    }

    private Result<IServerSignIn> Administrator(ParseResult line, string admin)
    {
        if (!admin.Contains('@', StringComparison.Ordinal))
            return new Refusal(Catalogue.Connect.OptionInvalid, "--admin takes a user principal name such as admin@contoso.corp.com");
        if (!inputs.Secrets(line).TryGet(out var given, out var refusal))
            return refusal;
        var (key, pinFile, passFile) = (line.GetValue(_key), line.GetValue(_pinFile), line.GetValue(_passFile));
        if (passFile is not null || given.ServerSecret is not null)
        {
            if (key is not null || pinFile is not null || (passFile is not null && given.ServerSecret is not null))
                return new Refusal(Catalogue.Connect.OptionInvalid, "an administrator signs in with a security key or with one Temporary Access Pass");
            var pass = given.ServerSecret ?? SecretFile.ReadText(passFile!);
            return pass.TryGet(out var text, out refusal) ? new PassSignIn(admin, text) : refusal;
        }

        if (given.Pin is not null && pinFile is not null)
            return new Refusal(Catalogue.Connect.OptionInvalid, "the PIN comes from --pin-file or from standard input, not from both");
        if (pinFile is null)
            return new SecurityKeySignIn(admin, key ?? SecurityKeyDevice.Automatic, given.Pin);
        return SecretFile.ReadText(pinFile).TryGet(out var pin, out refusal) ? new SecurityKeySignIn(admin, key ?? SecurityKeyDevice.Automatic, pin) : refusal;
    }

    private string[] Ways => connectorSignsIn ? ["--connector-file", "--token-file", "--admin"] : ["--token-file", "--admin"];
}
