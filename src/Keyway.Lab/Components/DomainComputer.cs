using Keyway.Lab.Steps;

namespace Keyway.Lab.Components;

/// <summary>PC2: a Linux computer that becomes a member of the domain by net ads, as computers with winbind do, and then a hybrid joined one, its keys in its TPM.</summary>
internal sealed class DomainComputer
{
    // keyway's exit code when what was begun waits for somebody else.
    private const int Waiting = 6;

    private static readonly string[] Labels = ["AzureAdJoined", "DomainJoined", "TpmProtected"];

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
        var folder = _lab.Folder;
        Directory.CreateDirectory(folder.ComputerSambaState);
        await File.WriteAllTextAsync(folder.ComputerSambaConfiguration, Settings(), cancellation);
        string[] settings = ["--configfile=" + folder.ComputerSambaConfiguration];
        var joined = await _lab.Shell.RunAsync("env",
            ["PASSWD_FILE=" + folder.DomainAdministratorPasswordFile, "net", "ads", "join", .. settings, "--user=" + Domain.Administrator, "--no-dns-updates",
                $"dnshostname={Domain.ComputerName.ToLowerInvariant()}.{Domain.DnsName}"],
            cancellation);
        var keytab = joined.Succeeded ? await _lab.Shell.RunAsync("net", ["ads", "keytab", "create", .. settings, "--machine-pass"], cancellation) : joined;
        return keytab.Succeeded ? $"{Domain.ComputerName}$ of {Domain.DnsName}, by net ads" : throw new LabException("net ads", keytab.Said, null);
    }

    // A member server's settings: winbind numbers people by their RID.
    private string Settings() => $"""
        [global]
            workgroup = {Domain.NetBiosName}
            realm = {Domain.Realm}
            netbios name = {Domain.ComputerName}
            security = ads
            interfaces = 127.0.0.1/8
            private dir = {_lab.Folder.ComputerSambaState}
            state directory = {_lab.Folder.ComputerSambaState}
            cache directory = {_lab.Folder.ComputerSambaState}
            lock directory = {_lab.Folder.ComputerSambaState}
            pid directory = {_lab.Folder.ComputerSambaState}
            kerberos method = dedicated keytab
            dedicated keytab file = {_lab.Folder.ComputerKeytab}
            disable netbios = yes
            idmap config * : backend = tdb
            idmap config * : range = 90000-99999
            idmap config {Domain.NetBiosName} : backend = rid
            idmap config {Domain.NetBiosName} : range = 100000-999999
            template homedir = /home/%D/%U
            template shell = /bin/bash

        """;

    private async Task<string> BeginAsync(CancellationToken cancellation)
    {
        var result = await _lab.Administration.JoinHybridAsync(_tpm.Address, cancellation);
        return result.ExitCode == Waiting ? "its certificate is in the directory; it waits for the sync" : throw Failed(result.Said);
    }

    private async Task<string> CompleteAsync(CancellationToken cancellation)
    {
        var result = await _lab.Administration.JoinHybridAsync(_tpm.Address, cancellation);
        return result.Succeeded ? result.Output.Split('\n').First(line => line.StartsWith("Joined", StringComparison.Ordinal)) : throw Failed(result.Said);
    }

    private static LabException Failed(string said) => new("keyway join hybrid", said, null);
}
