using System.Security.Cryptography;
using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Secrets;
using Keyway.Connect.Terminal;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;

namespace Keyway.Connect.Connectors;

/// <summary><c>connector register</c>: makes this computer a connector of one domain, and writes its file.</summary>
internal sealed class RegisterJourney(ServerAccess access, ConnectorRegistration registration, string connectorFile, CertificateChoice choice, StepLog steps, TimeProvider time)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        var result = await RegisterAsync(cancellationToken);
        return result.TryGet(out var connector, out var refusal)
            ? new Report(["", Words(connector)], new()
            {
                ["clientId"] = connector.ClientId.ToString("D"),
                ["displayName"] = connector.DisplayName,
                ["domainDnsName"] = connector.DomainDnsName,
                ["connectorFile"] = connectorFile,
                ["certificateThumbprint"] = connector.CertificateThumbprint,
                ["keyFile"] = choice.File,
            })
            : Report.Of(new Failure($"register a connector for {registration.DomainDnsName}", refusal));
    }

    private string Words(ConnectorIdentity connector) => connector.CertificateThumbprint is null
        ? $"The connector file is {connectorFile}. Its secret is nowhere else: keep the file, and nobody else's eyes off it."
        : $"The connector file is {connectorFile}. Its key is in {choice.File} and nowhere else: keep that file, and nobody else's eyes off it.";

    private async Task<Result<ConnectorIdentity>> RegisterAsync(CancellationToken cancellationToken)
    {
        if (!ReadCertificate().TryGet(out var held, out var refusal))
            return refusal;
        using var certificate = held.Certificate;
        if (!ConnectorFile.Prepare(connectorFile).TryGet(out var file, out refusal))
            return refusal;
        using var draft = file;
        if (!PrepareKeyFile().TryGet(out var keyFile, out refusal))
            return refusal;
        using var keyDraft = keyFile.File;
        if (!(await ServerSession.OpenAsync(access, steps, time, cancellationToken, Resources.Graph)).TryGet(out var server, out refusal))
            return refusal;
        using var open = server;

        var registered = await steps.RunAsync(
            "Register at the identity server",
            () => new ConnectorApi(server).RegisterAsync(registration with { Certificate = certificate?.PublicPart }, certificate?.Thumbprint, cancellationToken),
            connector => $"{connector.DisplayName}, client id {connector.ClientId:D}");
        if (!registered.TryGet(out var answer, out refusal))
            return refusal;

        // The key first: a connector file that names no key would look whole.
        if (certificate is not null && keyDraft is not null)
        {
            var kept = await steps.RunAsync("Write the key file", () => Task.FromResult(Write(keyDraft, certificate)), _ => $"{choice.File}, mode 0600, certificate until {certificate.NotAfter:yyyy-MM-dd}");
            if (!kept.TryGet(out _, out refusal))
                return refusal;
        }

        var connector = new ConnectorIdentity(answer.ClientId, answer.DisplayName, answer.DomainDnsName, answer.ClientSecret, answer.CertificateThumbprint, KeyFileName());
        var written = await steps.RunAsync("Write the connector file", () => Task.FromResult(file.Write(connector)), _ => connectorFile + ", mode 0600");
        return written.TryGet(out _, out refusal) ? connector : refusal;
    }

    private Result<(ConnectorCertificate? Certificate, bool)> ReadCertificate()
    {
        if (choice.IsNew)
            return (ConnectorCertificate.Create(registration.DisplayName, time.GetUtcNow()), true);
        if (choice.File is not { } path)
            return ((ConnectorCertificate?)null, false);
        if (!ConnectorCertificate.Read(path).TryGet(out var certificate, out var refusal))
            return refusal;
        if (certificate.IsValidAt(time.GetUtcNow()))
            return (certificate, false);
        certificate.Dispose();
        return new Refusal(Catalogue.Connect.CertificateNotValidNow, path);
    }

    private Result<(ConnectorFile? File, bool)> PrepareKeyFile()
    {
        if (!choice.IsNew)
            return ((ConnectorFile?)null, false);
        return ConnectorFile.Prepare(choice.File!).TryGet(out var file, out var refusal) ? (file, true) : refusal;
    }

    private static Result<string> Write(ConnectorFile file, ConnectorCertificate certificate)
    {
        var pem = certificate.Export();
        try
        {
            return file.Write(pem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pem);
        }
    }

    // A key beside its connector file moves with it.
    private string? KeyFileName() => choice.File is null ? null
        : Path.GetDirectoryName(choice.File) == Path.GetDirectoryName(Path.GetFullPath(connectorFile)) ? Path.GetFileName(choice.File)
        : choice.File;
}
