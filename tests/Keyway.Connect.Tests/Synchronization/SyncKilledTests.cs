using Keyway.Connect.IdentityServer;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>Family A01: a sync that is killed at any point is finished by the next one, which repeats at most one batch.</summary>
public sealed class SyncKilledTests
{
    private const int Batch = 3;

    [Theory]
    [InlineData("before a request")]
    [InlineData("after a request")]
    [InlineData("before a commit")]
    [InlineData("before a page")]
    public async Task A_first_sync_that_is_killed_anywhere_is_finished_by_the_next(string where)
    {
        using var whole = Bench();
        await whole.MustAsync();
        var operations = whole.Server.Operations.Count;

        for (var point = 1; ; point++)
        {
            using var bench = Bench();
            if (!await KillAsync(bench, where, point))
                return;
            await bench.MustAsync();
            bench.AssertSame();

            // One batch more at most: of objects that were made and not noted, each is found and written once more. Memberships may be cut otherwise.
            Assert.InRange(bench.Server.Operations.Count, operations, operations + (3 * Batch));
        }
    }

    [Theory]
    [InlineData("before a request")]
    [InlineData("after a request")]
    [InlineData("before a commit")]
    [InlineData("before a page")]
    public async Task A_delta_and_a_full_reconcile_that_are_killed_anywhere_are_finished_by_the_next(string where)
    {
        for (var point = 1; ; point++)
        {
            using var bench = Bench();
            await bench.MustAsync();
            foreach (var number in new[] { 2, 3, 4 })
                bench.Domain.Delete(Samples.Anchor(number));
            for (var number = 20; number < 28; number++)
            {
                bench.Domain.Put(Samples.User(number, $"u{number}"));
                bench.Domain.Join(Samples.Anchor(101), Samples.Anchor(number));
            }

            bench.Domain.Put(Samples.User(1, "u1") with { Enabled = false });
            bench.Domain.Part(Samples.Anchor(101), Samples.Anchor(5));
            bench.Domain.Delete(Samples.Anchor(102));
            bench.Domain.FullReadBecause = point % 2 == 0 ? "a unit moved" : null;
            if (!await KillAsync(bench, where, point))
                return;
            await bench.MustAsync();
            bench.AssertSame();
        }
    }

    [Fact]
    public async Task A_sync_that_is_told_to_end_ends_after_the_batch()
    {
        using var bench = Bench();
        using var stop = new CancellationTokenSource();
        bench.Server.Writing = after =>
        {
            if (after)
                stop.Cancel();
        };

        var tally = await bench.ToldToEndByAsync(stop.Token);

        Assert.Equal("KW4098", tally.Stopped!.Code);
        Assert.Equal(Batch, tally.Changes);
        Assert.Equal(1, tally.Requests);
        bench.Server.Writing = null;
        await bench.MustAsync();
        bench.AssertSame();
        Assert.DoesNotContain("PUT Users", bench.Server.Operations);
    }

    private static SyncBench Bench()
    {
        var bench = new SyncBench { Limits = new BulkLimits(Batch, 100_000) };
        for (var number = 1; number <= 9; number++)
            bench.Domain.Put(Samples.User(number, $"u{number}"));
        bench.Domain.Put(SyncBench.Computer(51));
        foreach (var number in new[] { 101, 102, 103 })
            bench.Domain.Put(Samples.Group(number, $"g{number}"));

        // Groups in a circle, and with members that come later and earlier.
        bench.Domain.Join(Samples.Anchor(101), Samples.Anchor(102));
        bench.Domain.Join(Samples.Anchor(102), Samples.Anchor(103));
        bench.Domain.Join(Samples.Anchor(103), Samples.Anchor(101));
        for (var number = 1; number <= 9; number++)
            bench.Domain.Join(Samples.Anchor(101 + (number % 3)), Samples.Anchor(number));
        return bench;
    }

    /// <summary>False when the cycle ended before that point.</summary>
    private static async Task<bool> KillAsync(SyncBench bench, string where, int point)
    {
        var count = 0;
        bench.Server.Writing = after => Die(after ? "after a request" : "before a request");
        bench.Committing = () => Die("before a commit");
        bench.Domain.Reading = () => Die("before a page");
        try
        {
            await bench.CycleAsync();
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
        finally
        {
            bench.Server.Writing = null;
            bench.Committing = null;
            bench.Domain.Reading = null;
        }

        void Die(string here)
        {
            if (here == where && ++count == point)
                throw new CrashException();
        }
    }
}
