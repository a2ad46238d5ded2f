using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Keyway.ActiveDirectory.Computers;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Devices;

/// <summary>Runs <c>keyway</c> on a computer that <c>adcli</c> joined to the domain, with a device state of one test.</summary>
/// <param name="computer">
/// Beside PC2, which the lab joined: a computer that joins anew with PC2's account would end PC2's join. Who joins often needs several: a computer gets few certificates a day.
/// </param>
internal sealed class DeviceDesk(Laboratory lab, CancellationToken cancellation, string computer = "PC3") : IDisposable
{
    private readonly string _state = Path.Combine(lab.Folder.Client, "device-" + Guid.NewGuid().ToString("N")[..8]);

    private readonly string _keytab = Path.Combine(lab.Folder.Secrets, computer.ToLowerInvariant() + ".keytab");

    /// <summary>adcli makes the computer a member of the domain, unless it did already.</summary>
    public async Task JoinDomainAsync()
    {
        if (File.Exists(_keytab))
            return;
        var joined = await lab.Shell.RunAsync("adcli",
            ["join", "--domain=" + Domain.DnsName, "--domain-realm=" + Domain.Realm, "--domain-controller=" + Domain.ControllerHost, "--login-user=" + Domain.Administrator,
                "--stdin-password", "--computer-name=" + computer, $"--host-fqdn={computer.ToLowerInvariant()}.{Domain.DnsName}", "--host-keytab=" + _keytab],
            cancellation, lab.Record.DomainAdministratorPassword);
        Assert.True(joined.Succeeded, joined.Said);
    }

    public Task<ToolResult> RunAsync(params string[] arguments) => lab.Shell.RunAsync("keyway", ["--state", _state, .. arguments], cancellation);

    /// <summary>What a program learns from the status.</summary>
    public async Task<JsonElement> StatusAsync(params string[] more)
    {
        var result = await RunAsync(["status", "--json", "--keytab", _keytab, .. more]);
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    /// <summary>One attempt at the hybrid join, or as long as the wait lasts. Server and authority are what the domain says, the keys live in the lab's TPM.</summary>
    public Task<ToolResult> JoinHybridAsync(string wait) =>
        RunAsync(["join", "hybrid", "--keytab", _keytab, "--name", computer, "--tpm", $"{lab.Record.TpmHost}:{SoftwareTpm.Port}", "--wait", wait, "--json"]);

    /// <summary>Starts a command, kills it as soon as it has said a line that begins so. Steps are said to standard output, all else to standard error.</summary>
    public async Task KillAfterAsync(string awaited, params string[] command)
    {
        using var process = lab.Shell.Start("keyway", ["--state", _state, .. command]);
        var (said, other) = awaited.StartsWith('✓') ? (process.StandardOutput, process.StandardError) : (process.StandardError, process.StandardOutput);
        while (await said.ReadLineAsync(cancellation) is { } line)
        {
            if (!line.StartsWith(awaited, StringComparison.Ordinal))
                continue;
            process.Kill();
            await process.WaitForExitAsync(cancellation);

            // The last line may be the last that it had to say: then nobody was left to be killed.
            Assert.Contains(process.ExitCode, new[] { 128 + 9, 0 });
            return;
        }

        Assert.Fail($"it never said '{awaited}': {await other.ReadToEndAsync(cancellation)}");
    }

    /// <summary>The join as <see cref="JoinHybridAsync"/> has it, told line by line.</summary>
    public Task KillJoinAfterAsync(string awaited) => KillAfterAsync(
        awaited, "join", "hybrid", "--keytab", _keytab, "--name", computer, "--tpm", $"{lab.Record.TpmHost}:{SoftwareTpm.Port}", "--wait", "10m");

    /// <summary>How many certificates of a join stand beside the computer's account in the directory.</summary>
    public async Task<int> CountCertificatesAsync()
    {
        using var seat = await DirectorySeat.AsAdministratorAsync(lab, cancellation);
        var account = (await OwnComputer.ReadAsync(seat.Connection, computer, cancellation)).Value;
        return account.UserCertificates.Count(der =>
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.Subject == $"CN={account.ObjectGuid:D}";
        });
    }

    /// <summary>Pairs of keys that lie in the device state.</summary>
    public int CountKeyPairs() => Directory.GetDirectories(Path.Combine(_state, "keys")).Length;

    public void Dispose()
    {
        if (Directory.Exists(_state))
            Directory.Delete(_state, recursive: true);
    }
}
