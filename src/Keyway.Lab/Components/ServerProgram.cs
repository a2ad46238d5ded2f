using System.Text.Json;
using Keyway.Lab.Processes;

namespace Keyway.Lab.Components;

/// <summary>How <c>keyway-server</c> is made ready and started.</summary>
/// <param name="Data">Its data folder.</param>
/// <param name="Url">Where people reach it.</param>
internal sealed record ServerProgram(string Data, Uri Url)
{
    public static string Path => BuiltPrograms.Server;

    public static Dictionary<string, string> Environment => new() { ["DOTNET_ROOT"] = BuiltPrograms.DotnetRoot };

    public string[] RunArguments => ["run", .. Place];

    private string[] Place => ["--data", Data, "--url", Url.GetLeftPart(UriPartial.Authority)];

    /// <summary>Makes the store and the tenant; returns the first administrator's one-time code, which is shown only now.</summary>
    public async Task<string> InitialiseAsync(string tenant, string domain, CancellationToken cancellation) =>
        (await InitialiseWithLinkAsync(tenant, domain, cancellation)).Code;

    /// <summary>The same, with the link that opens what the code opens.</summary>
    public async Task<(string Code, string Link)> InitialiseWithLinkAsync(string tenant, string domain, CancellationToken cancellation)
    {
        var result = await Tool.RunAsync(Path, ["init", .. Place, "--tenant-name", tenant, "--tenant-domain", domain, "--json"], Environment, null, cancellation);
        if (!result.Succeeded)
            throw new LabException(IdentityServer.Name, $"keyway-server init: {result.Said}", null);
        using var reply = JsonDocument.Parse(result.Output);
        return (reply.RootElement.GetProperty("code").GetString()!, reply.RootElement.GetProperty("link").GetString()!);
    }

    public static async Task<bool> IsHealthyAsync(HttpClient client, CancellationToken cancellation)
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
