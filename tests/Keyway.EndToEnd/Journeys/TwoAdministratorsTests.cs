using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Journeys;

/// <summary>Two administrators at once: one wins, and the other is told.</summary>
[Collection(LabCollection.Name)]
public sealed class TwoAdministratorsTests(LabFixture fixture)
{
    private readonly JourneyDesk _desk = new(fixture.Lab, "TwoAtOnce");

    // The directory's race, the publication's, the key that moved between the two, and the next key chosen behind one's own publication.
    private static readonly string[] Told = ["KW1510", "KW4044", "KW4021", "KW4013", "KW4023"];

    [Theory]
    [InlineData("set")]
    [InlineData("rotate")]
    public async Task One_wins_the_other_is_told_and_set_ends_in_step(string verb)
    {
        if (verb == "rotate")
            await _desk.SetAsync();
        var losers = 0;
        for (var round = 0; round < 5 && losers == 0; round++)
        {
            var results = await Task.WhenAll(StartAsync(verb), StartAsync(verb), StartAsync(verb));

            Assert.Contains(results, result => result.Succeeded);
            foreach (var loser in results.Where(result => !result.Succeeded))
            {
                losers++;
                Assert.True(Told.Any(code => loser.Said.Contains(code, StringComparison.Ordinal)), loser.Said);
            }

            await _desk.MustAsync("set");
            Assert.Equal("InStep", await _desk.VerdictAsync());
            if (verb == "set")
                await _desk.ClearAsync();
        }

        Assert.True(losers > 0, "five times three at once, and never a race");
        await _desk.ClearAsync();
    }

    private Task<ToolResult> StartAsync(string verb) => verb == "set" ? _desk.RunAsync("set", "--allow-group", Lab.Domain.AllowedGroup) : _desk.RunAsync("rotate", "--force");
}
