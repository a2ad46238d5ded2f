namespace Keyway.EndToEnd.Journeys;

/// <summary>set is killed at every line that it prints, and the next set ends in the right state (family A01).</summary>
[Collection(LabCollection.Name)]
public sealed class SetKilledTests(LabFixture fixture)
{
    private readonly JourneyDesk _desk = new(fixture.Lab, "Killed");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_after_any_line_the_next_set_completes_it()
    {
        var whole = await _desk.SetAsync();
        var lines = WorkingLines(whole.Output);
        Assert.InRange(lines.Count, 10, 40);
        await _desk.ClearAsync();

        foreach (var line in lines)
        {
            var last = await KillAfterAsync(line);
            var again = await _desk.SetAsync();
            Assert.Contains($"as {_desk.Name}$@", (await _desk.RunAsync("rotate", "--force", "--account-file", _desk.AccountFile)).Output, StringComparison.Ordinal);
            Assert.True(await _desk.VerdictAsync() == "InStep", $"after a kill at '{last}': {again.Output}");
            await _desk.ProveAccountFileAsync();
            await _desk.ClearAsync();
        }
    }

    // Steps by their names, changes whole; what comes before the plan writes nothing and is tried once, at its end.
    private static List<string> WorkingLines(string output) =>
        [.. output.Split('\n').Select(line => line.StartsWith("✓ ", StringComparison.Ordinal) ? line[..line.IndexOf(':', StringComparison.Ordinal)] : line)
            .SkipWhile(line => line != "✓ Plan the changes").TakeWhile(line => line != "✓ Read the domain's side" && line.Length > 0)];

    private async Task<string> KillAfterAsync(string awaited)
    {
        using var process = fixture.Lab.Administration.StartKerberosServer("set", _desk.SetOptions);
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            if (!line.StartsWith(awaited, StringComparison.Ordinal))
                continue;
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
            Assert.Equal(128 + 9, process.ExitCode);
            return line;
        }

        Assert.Fail($"set never printed '{awaited}': {await process.StandardError.ReadToEndAsync(Cancellation)}");
        return "";
    }
}
