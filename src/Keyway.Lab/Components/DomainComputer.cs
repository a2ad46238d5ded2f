using Keyway.Lab.Steps;

namespace Keyway.Lab.Components;

/// <summary>PC2: a Linux computer that becomes a member of the domain by adcli, as everywhere, and then a hybrid joined one, its keys in its TPM.</summary>
internal sealed class DomainComputer
{
    // keyway's exit code when what was begun waits for somebody else.
    private const int Waiting = 6;

    private static readonly string[] Labels = ["AzureAdJoined", "DomainJoined", "DomainName", "TpmProtected"];

    private readonly Laboratory _lab;
    private readonly SoftwareTpm _tpm;

    public DomainComputer(Laboratory lab, SoftwareTpm tpm)
    {
        _lab = lab;
        _tpm = tpm;
    }

    /// <summary>The whole way; the join waits in its middle until a sync has told the server of the computer.</summary>
    /// <param name="started">Told of the TPM's process.</param>
    public async Task JoinAsync(IStepReporter steps, Func<RunningComponent, RunningComponent> started, CancellationToken cancellation)
    {
        await steps.RunAsync("PC2: TPM 2.0", async () => $"swtpm at {started(await _tpm.StartAsync(cancellation)).Where}");
        await steps.RunAsync("PC2: domain join", () => JoinDomainAsync(cancellation));
        await steps.RunAsync("PC2: status before", () => _lab.Administration.StatusAsync(Labels, cancellation));
        await steps.RunAsync("PC2: hybrid join begun", () => BeginAsync(cancellation));
        await steps.RunAsync("PC2: delta sync", () => _lab.Administration.SyncAsync(LabDomain.Contoso, cancellation));
        await steps.RunAsync("PC2: hybrid join completed", () => CompleteAsync(cancellation));
        await steps.RunAsync("PC2: status after", () => _lab.Administration.StatusAsync(Labels, cancellation));
    }

    private async Task<string> JoinDomainAsync(CancellationToken cancellation)
    {
        var result = await _lab.Shell.RunAsync("adcli",
            ["join", "--domain=" + Domain.DnsName, "--domain-realm=" + Domain.Realm, "--domain-controller=" + Domain.ControllerHost,
                "--login-user=" + Domain.Administrator, "--stdin-password", "--computer-name=" + Domain.ComputerName,
                $"--host-fqdn={Domain.ComputerName.ToLowerInvariant()}.{Domain.DnsName}", "--host-keytab=" + _lab.Folder.ComputerKeytab],
            cancellation, _lab.Record.DomainAdministratorPassword);
        return result.Succeeded ? $"{Domain.ComputerName}$ of {Domain.DnsName}, by adcli" : throw new LabException("adcli", result.Said, null);
    }

    private async Task<string> BeginAsync(CancellationToken cancellation)
    {
        var result = await _lab.Administration.JoinHybridAsync(_tpm.Address, cancellation);
        return result.ExitCode == Waiting ? "its certificate is in the directory; it waits for the sync" : throw Failed(result.Said);
    }

    private async Task<string> CompleteAsync(CancellationToken cancellation)
    {
        var result = await _lab.Administration.JoinHybridAsync(_tpm.Address, cancellation);
        return result.Succeeded ? result.Output.TrimEnd().Split('\n')[^1] : throw Failed(result.Said);
    }

    private static LabException Failed(string said) => new("keyway join hybrid", said, null);
}
