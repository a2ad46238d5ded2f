using System.Text.Json;
using Keyway.Lab.Processes;

namespace Keyway.Lab.Components;

/// <summary>The real <c>keyway-server</c>, with its SQLite store in the lab's folder.</summary>
internal sealed class IdentityServer
{
    public const string Name = "identity server";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly LabFolder _folder;
    private readonly LabRecord _record;

    public IdentityServer(LabFolder folder, LabRecord record)
    {
        _folder = folder;
        _record = record;
    }

    private string Url => _record.ServerUrl.GetLeftPart(UriPartial.Authority);

    private static Dictionary<string, string> Environment => new() { ["DOTNET_ROOT"] = BuiltPrograms.DotnetRoot };

    /// <summary>Makes the store and the tenant; returns the first administrator's one-time code, which is shown only now.</summary>
    public async Task<string> InitialiseAsync(CancellationToken cancellation)
    {
        var result = await Tool.RunAsync(BuiltPrograms.Server,
            ["init", "--data", _folder.Server, "--url", Url, "--tenant-name", Domain.TenantName, "--tenant-domain", Domain.DnsName, "--json"],
            Environment, null, cancellation);
        if (!result.Succeeded)
            throw new LabException(Name, $"keyway-server init: {result.Said}", null);
        using var reply = JsonDocument.Parse(result.Output);
        return reply.RootElement.GetProperty("code").GetString()!;
    }

    public RunningComponent Start() =>
        Daemon.Start(Name, _folder, "identity-server", Url, BuiltPrograms.Server, ["run", "--data", _folder.Server, "--url", Url], Environment);

    public static async Task WaitAsync(RunningComponent component, HttpClient client, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + StartLimit;
        while (!await IsHealthyAsync(client, cancellation))
        {
            if (!ProcessTable.IsAlive(component) || DateTime.UtcNow > deadline)
                throw new LabException(Name, "The identity server did not answer.", component.Log);
            await Task.Delay(Interval, cancellation);
        }
    }

    private static async Task<bool> IsHealthyAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var reply = await client.GetAsync(new Uri("/health", UriKind.Relative), cancellation);
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
