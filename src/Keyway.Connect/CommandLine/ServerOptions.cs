using System.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Secrets;
using Keyway.Errors;

namespace Keyway.Connect.CommandLine;

/// <summary>The options that say which identity server, how to trust it, and as which connector.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string> _server = new("--server") { Description = "Address of the identity server, https://…", HelpName = "URL", Required = true };
    private readonly Option<string?> _caFile = new("--ca-file") { Description = "PEM file of the CA that issued the server's certificate.", HelpName = "FILE" };
    private readonly Option<string> _connectorFile = new("--connector-file") { Description = "The connector's file, mode 0600.", HelpName = "FILE", Required = true };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _server, _caFile, _connectorFile })
            command.Options.Add(option);
    }

    public Result<ServerAddress> ReadAddress(ParseResult line) => ServerAddress.Parse(line.GetRequiredValue(_server));

    public string? CaFile(ParseResult line) => line.GetValue(_caFile);

    public string ConnectorFilePath(ParseResult line) => line.GetRequiredValue(_connectorFile);

    /// <summary>Reads them, and the connector's file, which must be one of <paramref name="domain"/>.</summary>
    public Result<ServerAccess> Read(ParseResult line, string domain)
    {
        if (!ReadAddress(line).TryGet(out var address, out var refusal))
            return refusal;
        if (!ConnectorFile.Read(ConnectorFilePath(line)).TryGet(out var connector, out refusal))
            return refusal;
        return connector.DomainDnsName.Equals(domain, StringComparison.OrdinalIgnoreCase)
            ? new ServerAccess(address, CaFile(line), connector)
            : new Refusal(Catalogue.Connect.ConnectorOfAnotherDomain, connector.DomainDnsName);
    }
}
