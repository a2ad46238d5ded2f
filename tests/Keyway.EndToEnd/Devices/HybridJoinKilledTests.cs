using System.Text.Json;
using Keyway.Lab;

namespace Keyway.EndToEnd.Devices;

/// <summary>A hybrid join, and the leave after it, are killed behind every line that tells of a finished step; the next run ends in the right state (family A01).</summary>
[Collection(LabCollection.Name)]
public sealed class HybridJoinKilledTests(LabFixture fixture)
{
    private const string Nothing = "";
    private const string Joined = "joined";

    // What status says of a join, in the order of the journey; a step that is gone again without harm is not written down.
    private static readonly string[] Standings = [Nothing, "Device keys", "Certificate into the directory", "Wait for sync", Joined];

    private readonly Laboratory _lab = fixture.Lab;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("✓ Service connection point:", Nothing)]
    [InlineData("✓ Device keys:", "Device keys")]
    [InlineData("✓ Certificate into the directory:", "Wait for sync")]
    [InlineData("Waiting for the next sync", "Wait for sync")]
    public async Task Killed_before_the_sync_the_next_join_goes_on(string line, string earliest)
    {
        using var desk = new DeviceDesk(_lab, Cancellation, "PC4");
        await desk.JoinDomainAsync();

        await desk.KillJoinAfterAsync(line);
        var killed = await StandingAsync(desk, earliest);
        Assert.NotEqual(Joined, killed.Standing);

        var again = await desk.JoinHybridAsync("0");
        Assert.Equal(6, again.ExitCode);
        Assert.Contains("KW3198", again.Said, StringComparison.Ordinal);
        var waiting = await StandingAsync(desk, "Wait for sync");
        Assert.True(killed.DeviceId is null || killed.DeviceId == waiting.DeviceId);
        Assert.Equal((1, 1), (await desk.CountCertificatesAsync(), desk.CountKeyPairs()));

        await _lab.Administration.SyncAsync(LabDomain.Contoso, Cancellation);
        await CompleteAsync(desk, waiting.DeviceId);
        await LeaveAsync(desk);
    }

    [Theory]
    [InlineData("✓ Wait for sync:", "Wait for sync")]
    [InlineData("✓ Complete:", "Wait for sync")]
    [InlineData("✓ Remember:", Joined)]
    public async Task Killed_after_the_sync_the_next_join_ends_as_the_same_device(string line, string earliest)
    {
        using var desk = new DeviceDesk(_lab, Cancellation, "PC5");
        var deviceId = await BeginAsync(desk);

        await desk.KillJoinAfterAsync(line);
        var killed = await StandingAsync(desk, earliest);
        Assert.Equal(deviceId, killed.DeviceId);

        await CompleteAsync(desk, deviceId);
        await LeaveAsync(desk);
    }

    [Theory]
    [InlineData("✓ Server:")]
    [InlineData("✓ Directory:")]
    [InlineData("✓ Forget:")]
    public async Task Killed_in_between_the_next_leave_finds_done_what_is_done(string line)
    {
        using var desk = new DeviceDesk(_lab, Cancellation, "PC6");
        await CompleteAsync(desk, await BeginAsync(desk));

        await desk.KillAfterAsync(line, "leave");
        var joined = (await desk.StatusAsync("--offline")).GetProperty("azureAdJoined").GetBoolean();
        var again = await desk.RunAsync("leave");
        Assert.True(again.Succeeded || again.Said.Contains("KW3110", StringComparison.Ordinal), again.Said);
        Assert.Equal(joined, again.Output.Contains("Server: deleted already", StringComparison.Ordinal));
        await AssertLeftAsync(desk);
    }

    /// <summary>A join that waited, and a sync since: the next one completes it.</summary>
    private async Task<Guid?> BeginAsync(DeviceDesk desk)
    {
        await desk.JoinDomainAsync();
        Assert.Equal(6, (await desk.JoinHybridAsync("0")).ExitCode);
        await _lab.Administration.SyncAsync(LabDomain.Contoso, Cancellation);
        return (await StandingAsync(desk, "Wait for sync")).DeviceId;
    }

    private static async Task<(string Standing, Guid? DeviceId)> StandingAsync(DeviceDesk desk, string earliest)
    {
        var status = await desk.StatusAsync("--offline");
        var joined = status.GetProperty("azureAdJoined").GetBoolean();
        (string Standing, Guid? DeviceId) found = joined ? (Joined, status.GetProperty("deviceId").GetGuid())
            : status.TryGetProperty("hybridJoin", out var pending) ? (pending.GetProperty("step").GetString()!, Id(pending.GetProperty("deviceId")))
            : (Nothing, null);

        // A kill takes its time, and the join goes on meanwhile.
        Assert.Contains(found.Standing, Standings[Array.IndexOf(Standings, earliest)..]);
        return found;
    }

    private static Guid? Id(JsonElement id) => id.ValueKind == JsonValueKind.Null ? null : id.GetGuid();

    private static async Task CompleteAsync(DeviceDesk desk, Guid? deviceId)
    {
        var joined = await desk.JoinHybridAsync("0");
        Assert.True(joined.Succeeded || joined.Said.Contains("KW3111", StringComparison.Ordinal), joined.Said);
        var status = await desk.StatusAsync();
        Assert.Equal((deviceId, "SUCCESS"), (status.GetProperty("deviceId").GetGuid(), status.GetProperty("deviceAuthStatus").GetString()));
        Assert.Equal((1, 1), (await desk.CountCertificatesAsync(), desk.CountKeyPairs()));
    }

    private static async Task LeaveAsync(DeviceDesk desk)
    {
        var left = await desk.RunAsync("leave");
        Assert.True(left.Succeeded, left.Said);
        await AssertLeftAsync(desk);
    }

    private static async Task AssertLeftAsync(DeviceDesk desk)
    {
        Assert.Equal((0, 0), (await desk.CountCertificatesAsync(), desk.CountKeyPairs()));
        Assert.Equal(Nothing, (await StandingAsync(desk, Nothing)).Standing);
    }
}
