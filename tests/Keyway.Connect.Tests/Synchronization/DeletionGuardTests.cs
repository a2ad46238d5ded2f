using Keyway.Connect.Synchronization;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>Family O07: a storm of deletions stops and asks, and nothing else of the cycle is lost.</summary>
public sealed class DeletionGuardTests
{
    [Theory]
    [InlineData(10, 10, false)]
    [InlineData(11, 100, true)]
    [InlineData(11, 220, false)]
    [InlineData(11, 219, true)]
    [InlineData(500, 10_000, false)]
    [InlineData(501, 1_000_000, true)]
    public void Many_is_more_than_a_floor_and_more_than_500_or_5_percent(int deletions, int held, bool many) => Assert.Equal(many, DeletionGuard.IsMany(deletions, held));

    [Fact]
    public async Task Many_deletions_wait_for_a_person_and_all_else_goes_through()
    {
        using var bench = await StormAsync();
        bench.Domain.Put(Samples.User(99, "new"));

        var tally = await bench.CycleAsync();

        Assert.Equal((Catalogue.Synchronization.DeletionsGuarded, "15 of 41 objects"), (tally.Stopped!.Error, tally.Stopped.Detail));
        Assert.Equal((15, 1, 0), (tally.Guarded, tally.Made(SyncAction.Create), tally.Made(SyncAction.Delete)));
        Assert.Equal(41, bench.Server.Users.Count);

        // They wait over cycles, and the number that was shown lets them through.
        Assert.Equal(15, (await bench.CycleAsync()).Guarded);
        bench.Allowed = 14;
        Assert.Equal(15, (await bench.CycleAsync()).Guarded);
        bench.Allowed = 15;
        await bench.MustAsync();
        bench.AssertSame();
    }

    [Fact]
    public async Task A_person_at_the_terminal_is_asked_for_the_number()
    {
        using var bench = await StormAsync();
        var asked = new List<(string Warning, int Number)>();
        bench.Ask = (warning, number) =>
        {
            asked.Add((warning, number));
            return asked.Count > 1;
        };

        Assert.Equal(Catalogue.Synchronization.DeletionsNotConfirmed, (await bench.CycleAsync()).Stopped!.Error);
        await bench.MustAsync();

        bench.AssertSame();
        Assert.All(asked, question => Assert.Equal(15, question.Number));
        Assert.StartsWith("15 of ", asked[0].Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_allowed_is_used_up()
    {
        var guard = new DeletionGuard(600, null);

        Assert.Null(guard.Check(600, 10_000));
        Assert.NotNull(guard.Check(600, 10_000));
    }

    [Fact]
    public async Task Who_comes_back_before_the_deletion_is_not_deleted()
    {
        using var bench = await StormAsync();
        await bench.CycleAsync();
        for (var number = 1; number <= 8; number++)
            bench.Domain.Put(Samples.User(number, $"u{number}"));

        await bench.MustAsync();

        bench.AssertSame();
    }

    [Fact]
    public async Task A_lost_state_makes_no_storm_and_no_second_person()
    {
        using var bench = await StormAsync(delete: false);
        File.Delete(Path.Combine(bench.StatePath, "sync.db"));
        var before = bench.Server.Operations.Count;

        var tally = await bench.MustAsync();

        Assert.Equal((before, 40), (bench.Server.Operations.Count, tally.Unchanged));
    }

    [Fact]
    public async Task A_domain_that_shows_nobody_deletes_nobody()
    {
        using var bench = await StormAsync(delete: false);
        bench.Domain.IsHidden = true;
        bench.Allowed = int.MaxValue;

        var tally = await bench.CycleAsync("a test");

        Assert.Equal(Catalogue.Connect.DirectoryEmpty, tally.Stopped!.Error);
        Assert.Equal(40, bench.Server.Users.Count);
        bench.Domain.IsHidden = false;
        Assert.Equal(0, (await bench.MustAsync()).Changes);
    }

    /// <summary>Forty people are synced, and fifteen of them leave.</summary>
    private static async Task<SyncBench> StormAsync(bool delete = true)
    {
        var bench = new SyncBench { Limits = new(1000, 1_000_000) };
        for (var number = 1; number <= 40; number++)
            bench.Domain.Put(Samples.User(number, $"u{number}"));
        await bench.MustAsync();
        for (var number = 1; delete && number <= 15; number++)
            bench.Domain.Delete(Samples.Anchor(number));
        return bench;
    }
}
