using System.Text.Json.Nodes;
using Keyway.EndToEnd.KerberosServers;

namespace Keyway.EndToEnd.Journeys;

/// <summary>plan says what will be done, and does nothing.</summary>
[Collection(LabCollection.Name)]
public sealed class PlanTests(LabFixture fixture)
{
    private readonly JourneyDesk _desk = new(fixture.Lab, "Planned");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_what_set_does_and_writes_nothing()
    {
        using var seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        var before = await seat.LastChangeAsync(Cancellation);
        var planned = await _desk.JsonAsync("plan", "--allow-group", Lab.Domain.AllowedGroup, "--account-file", _desk.AccountFile);
        Assert.Equal(before, await seat.LastChangeAsync(Cancellation));
        Assert.False(File.Exists(_desk.AccountFile));
        Assert.Equal("NotSetUp", await _desk.VerdictAsync());

        var made = await _desk.JsonAsync("set", _desk.SetOptions[2..]);
        Assert.Equal(Changes(made), Changes(planned)[..^1]);
        Assert.Equal("Publish", Changes(planned)[^1].Split(' ')[0]);
        Assert.All(planned["changes"]!.AsArray(), change => Assert.NotEqual("", (string?)change!["right"]));
        Assert.DoesNotContain("aZ1-", planned.ToJsonString(), StringComparison.Ordinal);
        await _desk.ClearAsync();
    }

    [Theory]
    [InlineData("--rotate", 1)]
    [InlineData("--rotate --twice", 3)]
    [InlineData("--remove", 5)]
    public async Task Plans_of_rotation_and_removal_write_nothing(string options, int changes)
    {
        await _desk.SetAsync();
        using var seat = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        var before = await seat.LastChangeAsync(Cancellation);

        var planned = await _desk.JsonAsync("plan", options.Split(' '));
        var shown = await _desk.MustAsync("plan", options.Split(' '));

        Assert.Equal(changes + 1, planned["changes"]!.AsArray().Count);
        Assert.Contains("Nothing was written.", shown.Output, StringComparison.Ordinal);
        Assert.Equal(before, await seat.LastChangeAsync(Cancellation));
        Assert.Equal("InStep", await _desk.VerdictAsync());
        await _desk.ClearAsync();
    }

    [Fact]
    public async Task There_is_nothing_to_plan_when_both_sides_are_right()
    {
        await _desk.SetAsync();

        Assert.Contains("There is nothing to change.", (await _desk.MustAsync("plan", "--account-file", _desk.AccountFile)).Output, StringComparison.Ordinal);
        await _desk.ClearAsync();
    }

    private static List<string> Changes(JsonNode answer) => [.. answer["changes"]!.AsArray().Select(change => $"{change!["kind"]} {change["dn"]}")];
}
