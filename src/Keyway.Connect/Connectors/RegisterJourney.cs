using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Secrets;
using Keyway.Connect.Terminal;
using Keyway.Contracts.Graph;
using Keyway.Errors;

namespace Keyway.Connect.Connectors;

/// <summary><c>connector register</c>: makes this computer a connector of one domain, and writes its file.</summary>
internal sealed class RegisterJourney(ServerAddress address, string? caFile, string accessToken, ConnectorRegistration registration, string connectorFile, StepLog steps, TimeProvider time)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        var result = await RegisterAsync(cancellationToken);
        return result.TryGet(out var connector, out var refusal)
            ? new Report(["", $"The connector file is {connectorFile}. Its secret is nowhere else: keep the file, and nobody else's eyes off it."], new()
            {
                ["clientId"] = connector.ClientId.ToString("D"),
                ["displayName"] = connector.DisplayName,
                ["domainDnsName"] = connector.DomainDnsName,
                ["connectorFile"] = connectorFile,
            })
            : Report.Of(new Failure($"register a connector for {registration.DomainDnsName}", refusal));
    }

    private async Task<Result<ConnectorCredential>> RegisterAsync(CancellationToken cancellationToken)
    {
        if (!ServerClient.Open(address, caFile, time).TryGet(out var client, out var refusal))
            return refusal;
        using var open = client;
        if (!ConnectorFile.Prepare(connectorFile).TryGet(out var file, out refusal))
            return refusal;
        using var draft = file;

        var registered = await steps.RunAsync(
            "Register at the identity server",
            () => new ConnectorApi(client).RegisterAsync(accessToken, registration, cancellationToken),
            connector => $"{connector.DisplayName}, client id {connector.ClientId:D}");
        if (!registered.TryGet(out var connector, out refusal))
            return refusal;

        var written = await steps.RunAsync("Write the connector file", () => Task.FromResult(file.Write(connector)), _ => connectorFile + ", mode 0600");
        return written.TryGet(out _, out refusal) ? connector : refusal;
    }
}
