using System.Text.Json.Nodes;
using Keyway.Lab.Processes;

namespace Keyway.Lab.Components;

/// <summary>The companion KDC beside Contoso's domain controller: the same answers, and key lists.</summary>
internal sealed class KeyListCompanion(LabFolder folder, LabRecord record)
{
    public const string Name = "companion KDC";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private long _logged;

    public RunningComponent Start()
    {
        var settings = new JsonObject
        {
            ["domain"] = Domain.DnsName,
            ["domainControllers"] = new JsonArray($"{Domain.ControllerHost}={record.DomainControllerAddress}"),
            ["listen"] = new JsonArray(record.KeyListAddress),
            ["accountFile"] = folder.AccountFileOf(LabDomain.Contoso),
            ["caFile"] = folder.DomainAuthority,
        };
        LabFolder.WriteSecret(folder.KeyListConfiguration, settings.ToJsonString());
        var log = folder.Log("companion");
        _logged = File.Exists(log) ? new FileInfo(log).Length : 0;
        return Daemon.Start(Name, folder, "companion", $"{record.KeyListAddress}, key lists for {Domain.DnsName}", BuiltPrograms.KeyList,
            ["run", "--config", folder.KeyListConfiguration], new Dictionary<string, string> { ["DOTNET_ROOT"] = BuiltPrograms.DotnetRoot });
    }

    /// <summary>Waits until it has read the Kerberos server's keys.</summary>
    public async Task WaitAsync(RunningComponent component, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + StartLimit;
        while (!(await SaidAsync(component, cancellation)).Contains("\"keys-read\"", StringComparison.Ordinal))
        {
            if (!ProcessTable.IsAlive(component) || DateTime.UtcNow > deadline)
                throw new LabException(Name, "The companion did not read its keys.", component.Log);
            await Task.Delay(Interval, cancellation);
        }
    }

    private async Task<string> SaidAsync(RunningComponent component, CancellationToken cancellation)
    {
        await using var log = new FileStream(component.Log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(_logged, SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync(cancellation);
    }
}
