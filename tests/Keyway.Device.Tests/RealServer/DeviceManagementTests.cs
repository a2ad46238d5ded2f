using System.Text.Json;

namespace Keyway.Device.Tests.RealServer;

/// <summary>The real command and the real server: an administrator sets something, a computer fetches it.</summary>
[Collection(OrganisationCollection.Name)]
public sealed class DeviceManagementTests(Organisation organisation) : IDisposable
{
    private const string SignIn = "./Device/Vendor/MSFT/PassportForWork/SecurityKey/UseSecurityKeyForSignin";

    private readonly TestFolder _folder = new();

    private string State => _folder.Entry("state");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_computer_enrols_itself_fetches_its_settings_and_says_so()
    {
        var device = await JoinAsync();
        var before = await RunAsync("device-management", "status");
        await organisation.SetManagementAsync($$"""{"settings":{},"assignments":[{"targetType":"device","targetId":"{{device}}","settings":{"useSecurityKeyForSignin":1,"offlineDays":7} } ]}""");

        var first = await RunAsync("device-management", "sync");
        var again = await RunAsync("device-management", "sync", "--json");
        var status = await RunAsync("device-management", "status", "--json");

        Assert.Contains("never", before.Output, StringComparison.Ordinal);
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("Enrol: for alice@", first.Output, StringComparison.Ordinal);
        Assert.Contains("Session: 4 messages, settings changed", first.Output, StringComparison.Ordinal);
        Assert.Contains(SignIn + " = 1", first.Output, StringComparison.Ordinal);
        using var synced = JsonDocument.Parse(again.Output);
        Assert.False(synced.RootElement.GetProperty("changed").GetBoolean());
        using var shown = JsonDocument.Parse(status.Output);
        Assert.Equal((device, "offlineDays", 7, JsonValueKind.Null), (
            shown.RootElement.GetProperty("deviceId").GetGuid(), shown.RootElement.GetProperty("settings")[1].GetProperty("name").GetString(),
            shown.RootElement.GetProperty("settings")[1].GetProperty("value").GetInt32(), shown.RootElement.GetProperty("lastError").ValueKind));
        Assert.Equal("asWanted", await organisation.ManagementStateAsync(device));

        // D11: a file that somebody changed counts for nothing, and the next session makes it anew.
        await File.WriteAllTextAsync(Path.Combine(State, "policy-management.json"), """{"settings":[{"name":"SecurityKeySignIn","value":9}],"readOn":"2026-11-22T00:00:00Z"}""", TestContext.Current.CancellationToken);
        Assert.Contains("KW3280", (await RunAsync("device-management", "status")).Error, StringComparison.Ordinal);
        Assert.Contains("settings changed", (await RunAsync("device-management", "sync")).Output, StringComparison.Ordinal);
        Assert.Contains(SignIn + " = 1", (await RunAsync("device-management", "status")).Output, StringComparison.Ordinal);

        await organisation.SetManagementAsync("""{"settings":{},"assignments":[]}""");
        Assert.Contains("sets nothing", (await RunAsync("device-management", "sync")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D04_a_deleted_computer_is_told_so_and_one_that_leaves_keeps_nothing()
    {
        var device = await JoinAsync();
        await organisation.SetManagementAsync($$"""{"settings":{},"assignments":[{"targetType":"device","targetId":"{{device}}","settings":{"lockOnRemoval":1} } ]}""");
        Assert.Equal(0, (await RunAsync("device-management", "sync")).ExitCode);
        await organisation.DeleteAsync(device);

        var refused = await RunAsync("device-management", "sync");
        var status = await RunAsync("device-management", "status");
        var left = await RunAsync("leave");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("KW2200", refused.Error, StringComparison.Ordinal);
        Assert.Contains("stopped by KW2200", status.Output, StringComparison.Ordinal);
        Assert.True(left.ExitCode == 0, left.Error);
        Assert.DoesNotContain(Directory.EnumerateFiles(State), file => Path.GetFileName(file).Contains("management", StringComparison.Ordinal));
        Assert.Contains("KW3110", (await RunAsync("device-management", "sync")).Error, StringComparison.Ordinal);
    }

    private Task<Ran> RunAsync(params string[] arguments) => BuiltProgram.KeywayAsync(["--state", State, .. arguments]);

    private async Task<Guid> JoinAsync()
    {
        var ran = await RunAsync("join", [.. organisation.Server, "--key", organisation.KeyOf("alice"), "--pin-file", organisation.PinFile, "--tpm", "none", "--json"]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        using var document = JsonDocument.Parse(ran.Output);
        return document.RootElement.GetProperty("deviceId").GetGuid();
    }

    private Task<Ran> RunAsync(string command, string[] more) => RunAsync([command, .. more]);
}
