using Keyway.Connect.CommandLine;
using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class SyncReportTests
{
    private static readonly SyncChange Change = SyncChange.CreateUser(Samples.Anchor(1), new ScimUser([ScimSchemas.User], "alice", true));

    [Fact]
    public void Everything_made_is_done()
    {
        var tally = new SyncTally();
        tally.CountMade(Change);

        var report = SyncReport.Of("sync", Plan(1), tally, TimeSpan.FromSeconds(1));

        Assert.Equal(ExitCode.Done, report.ExitCode);
        Assert.Equal(1, (int?)report.Content["users"]!["created"]);
        Assert.Contains("  users         1        0        0          7", report.Lines);
        Assert.Contains("1 of 1 changes made in 1.0 s.", report.Lines);
    }

    [Fact]
    public void A_refused_change_makes_the_sync_refused_and_shows_the_first_of_many()
    {
        var tally = new SyncTally();
        for (var i = 0; i < 30; i++)
            tally.CountRefused(Change, "409 taken");

        var report = SyncReport.Of("sync", Plan(30), tally, TimeSpan.Zero);

        Assert.Equal((ExitCode.Refused, Catalogue.Connect.SyncPartlyRefused), (report.ExitCode, report.Failure!.Refusal.Error));
        Assert.Equal(20, report.Lines.Count(line => line == "✗ Create user alice: 409 taken"));
        Assert.Contains("✗ and 10 more", report.Lines);
        Assert.Equal(30, report.Content["refused"]!.AsArray().Count);
    }

    [Fact]
    public void A_broken_connection_says_what_remains()
    {
        var tally = new SyncTally();
        tally.CountMade(Change);
        tally.Stop(Catalogue.Connect.OutcomeUnknown);

        var report = SyncReport.Of("sync", Plan(10), tally, TimeSpan.Zero);

        Assert.Equal(ExitCode.Unreachable, report.ExitCode);
        Assert.Equal("9 of 10 changes remain; the next sync makes them.", report.Failure!.Remains);
    }

    private static SyncPlan Plan(int changes) => new([.. Enumerable.Repeat(Change, changes)], 7, 3, new Dictionary<Guid, string>());
}
