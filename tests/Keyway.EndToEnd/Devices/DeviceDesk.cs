using System.Text.Json;
using Keyway.Lab;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Devices;

/// <summary>Runs <c>keyway</c> on a computer that <c>adcli</c> joined to the domain, with a device state of one test.</summary>
internal sealed class DeviceDesk(Laboratory lab, CancellationToken cancellation) : IDisposable
{
    private readonly string _state = Path.Combine(lab.Folder.Client, "device-" + Guid.NewGuid().ToString("N")[..8]);

    // Beside PC2, which the lab joined: a computer that joins anew with PC2's account would end PC2's join.
    private const string Computer = "PC3";

    private readonly string _keytab = Path.Combine(lab.Folder.Secrets, "pc3.keytab");

    /// <summary>adcli makes the computer a member of the domain; again does no harm.</summary>
    public async Task JoinDomainAsync()
    {
        var joined = await lab.Shell.RunAsync("adcli",
            ["join", "--domain=" + Domain.DnsName, "--domain-realm=" + Domain.Realm, "--domain-controller=" + Domain.ControllerHost, "--login-user=" + Domain.Administrator,
                "--stdin-password", "--computer-name=" + Computer, $"--host-fqdn=pc3.{Domain.DnsName}", "--host-keytab=" + _keytab],
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
        RunAsync(["join", "hybrid", "--keytab", _keytab, "--name", Computer, "--tpm", $"{lab.Record.TpmHost}:{SoftwareTpm.Port}", "--wait", wait, "--json"]);

    public void Dispose()
    {
        if (Directory.Exists(_state))
            Directory.Delete(_state, recursive: true);
    }
}
