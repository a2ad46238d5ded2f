using System.Text.Json.Nodes;
using Keyway.Connect.Synchronization;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class ServiceLogTests
{
    [Fact]
    public void Every_line_is_one_object_and_names_nobody()
    {
        var tally = new SyncTally();
        tally.CountRefused(new RefusedChange("Update", ObjectKind.User, Samples.Anchor(1), "alice@contoso.corp.com", "409 KW2518 alice@contoso.corp.com"));
        tally.CountRefused(new RefusedChange("Create", ObjectKind.User, Samples.Anchor(2), "bob@contoso.corp.com", "409"));
        tally.Stop(new Refusal(Catalogue.Connect.ServerRefused, "alice@contoso.corp.com"));
        using var output = new StringWriter();
        var log = new ServiceLog(output, TimeProvider.System);

        log.Started("contoso.corp.com", TimeSpan.FromSeconds(30));
        log.Cycle(new CycleEnd(SyncReport.Of("sync", tally, TimeSpan.FromSeconds(1)), tally), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        log.Stopped();

        Assert.DoesNotContain("alice", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("bob", output.ToString(), StringComparison.Ordinal);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["started", "alarm", "refused", "cycle", "stopped"], lines.Select(line => (string)line["event"]!));
        Assert.Equal(("KW2518", Samples.Anchor(1).ToString("D"), "critical"), ((string)lines[1]["code"]!, (string)lines[1]["anchor"]!, (string)lines[1]["level"]!));
        Assert.Equal(("409", "KW4013", 2), ((string)lines[2]["code"]!, (string)lines[3]["code"]!, (int)lines[3]["refused"]!));
    }
}
