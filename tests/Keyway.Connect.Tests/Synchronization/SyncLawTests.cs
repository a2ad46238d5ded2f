using Keyway.ActiveDirectory.Reading;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

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
    public async Task After_a_sync_the_server_holds_the_directory_and_a_second_one_writes_nothing(int seed)
    {
        var random = new Random(seed);
        var server = new ScimModel();
        for (var round = 0; round < 20; round++)
        {
            var directory = RandomDirectory(random);
            var limits = new BulkLimits(random.Next(1, 12), random.Next(1000, 20_000));

            var before = server.Writes;
            var plan = SyncPlan.Between(directory, server.Read());
            var tally = await WriteAsync(plan, limits, server);

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
    public async Task A_sync_that_is_cut_after_any_batch_is_finished_by_the_next_one()
    {
        var random = new Random(99);
        var directory = RandomDirectory(random);
        var whole = BulkBatches.Split(SyncPlan.Between(directory, new ScimModel().Read()).Changes, new BulkLimits(3, 100_000), new Dictionary<Guid, string>()).Count();

        for (var cut = 0; cut <= whole; cut++)
        {
            var server = new ScimModel();
            await WriteAsync(SyncPlan.Between(directory, server.Read()), new BulkLimits(3, 100_000), server, cut);
            await WriteAsync(SyncPlan.Between(directory, server.Read()), new BulkLimits(3, 100_000), server);

            Assert.Empty(SyncPlan.Between(directory, server.Read()).Changes);
        }
    }

    [Fact]
    public async Task A_refused_person_keeps_no_group_from_being_made_and_no_other_member_out()
    {
        var directory = DirectoryState.Of(
            Samples.Domain,
            [Samples.User(1, "u1"), Samples.User(2, "u2")],
            [Samples.Group(101, "g101", "u1", "u2"), Samples.Group(102, "g102", "g101")],
            new HashSet<Guid>());
        var server = new ScimModel { Refused = "u1@contoso.corp.com" };

        var tally = await WriteAsync(SyncPlan.Between(directory, server.Read()), new BulkLimits(100, 100_000), server);

        Assert.Equal("u1@contoso.corp.com", Assert.Single(tally.Refused).Change.Name);
        Assert.Equal(2, tally.Made(SyncAction.Create, true));
        var held = server.Read();
        Assert.Equal([Samples.Anchor(2)], held.Groups[Samples.Anchor(101)].Members!.Select(member => held.Anchors[member.Value]));
        Assert.Equal([Samples.Anchor(101)], held.Groups[Samples.Anchor(102)].Members!.Select(member => held.Anchors[member.Value]));

        var again = await WriteAsync(SyncPlan.Between(directory, server.Read()), new BulkLimits(100, 100_000), server);
        Assert.Equal("u1@contoso.corp.com", Assert.Single(again.Refused).Change.Name);

        server.Refused = null;
        await WriteAsync(SyncPlan.Between(directory, server.Read()), new BulkLimits(100, 100_000), server);
        Assert.Empty(SyncPlan.Between(directory, server.Read()).Changes);
    }

    [Fact]
    public async Task A_request_that_is_refused_as_a_whole_stops_the_sync_unless_it_holds_one_change()
    {
        var plan = SyncPlan.Between(DirectoryState.Of(Samples.Domain, [Samples.User(1, "u1"), Samples.User(2, "u2")], [], new HashSet<Guid>()), new ScimModel().Read());
        Task<Result<ScimBulkResponse>> Refuse(IReadOnlyList<ScimBulkOperation> operations) => Task.FromResult<Result<ScimBulkResponse>>(Catalogue.Connect.ServerRefused);

        var together = await new BulkWriter(Refuse, new BulkLimits(10, 100_000), _ => { }).WriteAsync(plan);
        var alone = await new BulkWriter(Refuse, new BulkLimits(1, 100_000), _ => { }).WriteAsync(plan);

        Assert.Equal((Catalogue.Connect.ServerRefused, 0, 1), (together.Stopped!.Error, together.Answered, together.Requests));
        Assert.Equal((null, 2, 2), (alone.Stopped, alone.Refused.Count, alone.Requests));
    }

    private static Task<SyncTally> WriteAsync(SyncPlan plan, BulkLimits limits, ScimModel server, int batches = int.MaxValue) =>
        new BulkWriter(
            operations => Task.FromResult<Result<ScimBulkResponse>>(batches-- > 0 ? server.Apply(operations) : new Refusal(Catalogue.Connect.OutcomeUnknown)),
            limits,
            _ => { }).WriteAsync(plan);

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
