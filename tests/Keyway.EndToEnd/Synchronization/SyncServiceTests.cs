using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Keyway.EndToEnd.Synchronization;

/// <summary>keyway-connect sync as a service.</summary>
[Collection(LabCollection.Name)]
public sealed class SyncServiceTests(LabFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_service_writes_what_changes_logs_no_names_keeps_others_out_and_ends_when_told()
    {
        await using var desk = await SyncDesk.OpenAsync(fixture.Lab, "Service");
        using var service = desk.Start("--service", "--interval", "5s");
        var lines = new List<string>();
        Assert.Equal("full", (string?)(await CycleAsync(service, lines))["kind"]);

        (await desk.SyncAsync()).Refused("KW4131");
        await desk.AddPeopleAsync(1, 2);
        JsonNode cycle;
        do
            cycle = await CycleAsync(service, lines);
        while ((int)cycle["users"]!["created"]! == 0);
        Assert.Equal(("delta", 2), ((string?)cycle["kind"], (int)cycle["users"]!["created"]!));

        using (var kill = Process.Start("kill", ["-TERM", service.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(Cancellation);
        while (await service.StandardOutput.ReadLineAsync(Cancellation) is { } line)
            lines.Add(line);
        await service.WaitForExitAsync(Cancellation);

        Assert.Equal(0, service.ExitCode);
        Assert.Equal("stopped", (string?)JsonNode.Parse(lines[^1])!["event"]);
        Assert.All(lines, line => Assert.DoesNotContain(desk.Prefix + "1", line, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<JsonNode> CycleAsync(Process service, List<string> lines)
    {
        while (await service.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            lines.Add(line);
            if (JsonNode.Parse(line)! is var json && (string?)json["event"] == "cycle")
                return json;
        }

        Assert.Fail("the service ended: " + await service.StandardError.ReadToEndAsync(Cancellation));
        return null!;
    }
}
