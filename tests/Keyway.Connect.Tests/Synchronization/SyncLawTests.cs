using Keyway.ActiveDirectory.Reading;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Synchronization;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>Laws over random directories: any one becomes any other, each object is written at most once, and then there is nothing left to write.</summary>
public sealed class SyncLawTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void After_a_sync_the_server_holds_the_directory_and_a_second_one_writes_nothing(int seed)
    {
        var random = new Random(seed);
        var server = new ScimModel();
        for (var round = 0; round < 20; round++)
        {
            var directory = RandomDirectory(random);
            var limits = new BulkLimits(random.Next(1, 12), random.Next(1000, 20_000));

            var before = server.Writes;
            var plan = SyncPlan.Between(directory, server.Read());
            var tally = Write(plan, limits, server);

            Assert.Empty(tally.Refused);
            Assert.Equal(plan.Changes.Count, tally.Answered);
            Assert.Equal(plan.Changes.Count, server.Writes - before);
            Assert.Equal(plan.Changes.Count(change => change.Action != SyncAction.Link), plan.Changes.Where(change => change.Action != SyncAction.Link).Select(change => (change.Anchor, change.ServerId)).Distinct().Count());
            Assert.Empty(SyncPlan.Between(directory, server.Read()).Changes);
            Assert.Equal(directory.Users.Keys.Order(), server.Read().Users.Keys.Order());
            Assert.Equal(directory.Groups.Keys.Order(), server.Read().Groups.Keys.Order());
        }
    }

    [Fact]
    public void A_sync_that_is_cut_after_any_batch_is_finished_by_the_next_one()
    {
        var random = new Random(99);
        var directory = RandomDirectory(random);
        var whole = BulkBatches.Split(SyncPlan.Between(directory, new ScimModel().Read()).Changes, new BulkLimits(3, 100_000), new Dictionary<Guid, string>()).Count();

        for (var cut = 0; cut <= whole; cut++)
        {
            var server = new ScimModel();
            Write(SyncPlan.Between(directory, server.Read()), new BulkLimits(3, 100_000), server, cut);
            Write(SyncPlan.Between(directory, server.Read()), new BulkLimits(3, 100_000), server);

            Assert.Empty(SyncPlan.Between(directory, server.Read()).Changes);
        }
    }

    private static SyncTally Write(SyncPlan plan, BulkLimits limits, ScimModel server, int batches = int.MaxValue)
    {
        var tally = new SyncTally();
        var ids = new Dictionary<Guid, string>(plan.KnownIds);
        foreach (var batch in BulkBatches.Split(plan.Changes, limits, ids).Take(batches))
            Assert.Null(BulkOutcome.Apply(batch, server.Apply(batch.Operations), tally, ids));
        return tally;
    }

    private static DirectoryState RandomDirectory(Random random)
    {
        var users = Enumerable.Range(1, 30).Where(_ => random.Next(3) > 0).Select(number => RandomUser(random, number)).ToList();
        var names = users.Select(user => user.SamAccountName).ToList();
        var numbers = Enumerable.Range(101, 12).Where(_ => random.Next(3) > 0).ToList();
        var groups = numbers.Select(number => Samples.Group(
            number,
            $"g{number}",
            [.. names.Where(_ => random.Next(4) == 0), .. numbers.Where(_ => random.Next(6) == 0).Select(member => $"g{member}")])).ToList();
        return DirectoryState.Of(Samples.Domain, users, groups, users.Where(_ => random.Next(10) == 0).Select(user => user.ObjectGuid).ToHashSet());
    }

    private static DirectoryUser RandomUser(Random random, int number) => Samples.User(number, $"u{number}") with
    {
        DisplayName = random.Next(3) switch { 0 => null, 1 => "", _ => $"User {random.Next(3)}" },
        Mail = random.Next(2) == 0 ? null : $"u{random.Next(3)}@contoso.corp.com",
        Enabled = random.Next(5) > 0,
        AccountExpires = random.Next(4) == 0 ? Samples.KeyTime.AddDays(random.Next(3)) : null,
        MustChangePassword = random.Next(4) == 0,
    };
}
