using System.Text.Json;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Devices;

/// <summary>Runs <c>keyway</c> on a computer that <c>adcli</c> joined to the domain, with a device state of one test.</summary>
internal sealed class DeviceDesk(Laboratory lab, CancellationToken cancellation) : IDisposable
{
    private readonly string _state = Path.Combine(lab.Folder.Client, "device-" + Guid.NewGuid().ToString("N")[..8]);

    /// <summary>The keytab that adcli wrote for the computer.</summary>
    public string Keytab { get; } = Path.Combine(lab.Folder.Secrets, "device.keytab");

    public string[] Server { get; } = ["--server", lab.Record.ServerUrl.GetLeftPart(UriPartial.Authority), "--ca-file", lab.Folder.ServerAuthority];

    public Task<ToolResult> RunAsync(params string[] arguments) => lab.Shell.RunAsync("keyway", ["--state", _state, .. arguments], cancellation);

    /// <summary>What a program learns from the status.</summary>
    public async Task<JsonElement> StatusAsync(params string[] more)
    {
        var result = await RunAsync(["status", "--json", "--keytab", Keytab, .. more]);
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    /// <summary>One attempt at the hybrid join, or as long as the wait lasts.</summary>
    public Task<ToolResult> JoinHybridAsync(string wait) => RunAsync(["join", "hybrid", "--keytab", Keytab, "--wait", wait, .. Server, "--json"]);

    public void Dispose()
    {
        if (Directory.Exists(_state))
            Directory.Delete(_state, recursive: true);
    }
}
