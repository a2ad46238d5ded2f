using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Lab;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;
using Keyway.SecurityKeys.SoftwareKeys;
using Keyway.SecurityKeys.SoftwareKeys.Cards;

namespace Keyway.EndToEnd.Workstations;

/// <summary>Somebody with an NFC key before PC1, which has a card reader, a real pcscd and a real keywayd.</summary>
[Collection(LabCollection.Name)]
public sealed class KeyOnReaderTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Reader = "Keyway Lab";
    private const string Selector = $"nfc:{Reader} 00 00";
    private const string Screen = "/tmp/locked-screens";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);
    private RunningComponent? _service;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // What a domain's policy would be; PC1 is in none, so nobody reads another.
    private string Policy => Path.Combine(fixture.Lab.Folder.Device, "policy-group.json");

    public async ValueTask InitializeAsync()
    {
        _service = await _desk.Computer.StartCardReaderAsync(Reader, Cancellation);
        await File.WriteAllTextAsync(Policy, $$"""{"settings":[{"name":"LockOnRemoval","value":1}],"readOn":"{{DateTimeOffset.UtcNow:O}}"}""", Cancellation);
        File.SetUnixFileMode(Policy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await fixture.Lab.RestartKeywaydAsync(Cancellation, new JsonObject
        {
            ["securityKey"] = "auto",
            ["lockCommand"] = new JsonArray("/bin/sh", "-c", $"id -u >>{Screen}"),
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
            ProcessSweep.Kill(_service);
        File.Delete(Policy);
        await fixture.Lab.RestartKeywaydAsync(CancellationToken.None);
        _desk.Dispose();
    }

    [Fact]
    public async Task A_key_that_is_laid_on_the_reader_signs_in_and_locks_when_it_is_taken_away()
    {
        using var reader = new VirtualCardReader(_service!.ProcessId);
        using var key = SoftwareKey.Open(fixture.Lab.Folder.SecurityKey("alice")).Value;
        Assert.Contains("No security key is plugged in", (await KeywayAsync("list")).Said, StringComparison.Ordinal);

        var login = _desk.LogInAsync("alice");
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation);
        reader.Lay(key);

        var result = await login;
        Assert.True(result.Succeeded, result.Said);
        Assert.Contains("Insert your security key, or lay it on the reader.", result.Said, StringComparison.Ordinal);
        Assert.Contains("Leave your security key on the reader", result.Said, StringComparison.Ordinal);
        Assert.Equal(1, WorkstationDesk.PinQuestions(result));
        Assert.Contains(Selector, (await KeywayAsync("list")).Said, StringComparison.Ordinal);
        var info = await KeywayAsync("info", "--key", Selector, "--json");
        Assert.True(info.Succeeded, info.Said);
        Assert.True(JsonNode.Parse(info.Output)!["pinSet"]!.GetValue<bool>());

        var accounts = await _desk.Computer.RunAsync(BuiltPrograms.Device, ["security-key", "credential", "list", "--key", Selector, "--pin-file", "-"], Cancellation, _desk.Pin);
        Assert.Contains("alice", accounts.Output, StringComparison.Ordinal);

        // While it lies there nothing locks, whoever else looks at it. The key of an earlier test was pulled out, too.
        await _desk.RunAsync("rm", "--force", Screen);
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
        Assert.False((await _desk.RunAsync("test", "-e", Screen)).Succeeded);
        reader.Lift();
        var uid = (await _desk.UserIdAsync("alice")).ToString(CultureInfo.InvariantCulture);
        var deadline = DateTime.UtcNow + Patience;
        while ((await _desk.RunAsync("cat", Screen)).Output.Trim() != uid)
        {
            Assert.True(DateTime.UtcNow < deadline, "The screen was not locked.");
            await Task.Delay(100, Cancellation);
        }

        var gone = await KeywayAsync("info", "--key", Selector);
        Assert.Contains("KW3066", gone.Said, StringComparison.Ordinal);
    }

    private Task<ToolResult> KeywayAsync(string command, params string[] arguments) =>
        _desk.RunAsync(BuiltPrograms.Device, ["security-key", command, .. arguments]);
}
