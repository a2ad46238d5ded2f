using System.Text.Json;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Synchronization;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class BulkBatchesTests
{
    private static readonly BulkLimits Wide = new(1000, 10_000_000);

    [Fact]
    public void A_member_created_in_the_same_batch_is_named_by_its_bulk_id()
    {
        var plan = Plan(2, Group(10, (1, false), (2, false)));

        var batch = Assert.Single(BulkBatches.Split(plan, Wide, new Dictionary<Guid, string>()).ToList());

        Assert.Equal(["POST /Users", "POST /Users", "POST /Groups"], batch.Operations.Select(operation => $"{operation.Method} {operation.Path}"));
        Assert.Equal([$"bulkId:{Samples.Anchor(1):N}", $"bulkId:{Samples.Anchor(2):N}"], Members(batch.Operations[2]));
        Assert.Equal(batch.Operations.Count, batch.Operations.Select(operation => operation.BulkId).Distinct().Count());
    }

    [Fact]
    public void A_member_created_in_an_earlier_batch_is_named_by_the_id_that_the_server_gave()
    {
        var ids = new Dictionary<Guid, string>();
        var seen = new List<BulkBatch>();
        foreach (var batch in BulkBatches.Split(Plan(2, Group(10, (1, false), (2, false))), new BulkLimits(2, 10_000_000), ids))
        {
            seen.Add(batch);
            foreach (var change in batch.Changes)
                ids[change.Anchor] = "id-" + change.Name;
        }

        Assert.Equal([2, 1], seen.Select(batch => batch.Operations.Count));
        Assert.Equal(["id-u1", "id-u2"], Members(seen[1].Operations[0]));
    }

    [Fact]
    public void A_member_whose_creation_was_refused_is_left_out()
    {
        var seen = BulkBatches.Split(Plan(2, Group(10, (1, false), (2, false))), new BulkLimits(2, 10_000_000), new Dictionary<Guid, string> { [Samples.Anchor(2)] = "two" }).ToList();

        Assert.Equal(["two"], Members(seen[1].Operations[0]));
    }

    [Fact]
    public void No_batch_is_larger_than_the_server_takes()
    {
        const long MaximumPayload = 4000;
        var plan = Plan(100);

        var batches = BulkBatches.Split(plan, new BulkLimits(7, MaximumPayload), new Dictionary<Guid, string>()).ToList();

        Assert.Equal(plan, batches.SelectMany(batch => batch.Changes));
        Assert.All(batches, batch =>
        {
            Assert.InRange(batch.Operations.Count, 1, 7);
            Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(new ScimBulkRequest([ScimSchemas.BulkRequest], batch.Operations), ContractsJson.Default.ScimBulkRequest).Length, 1, MaximumPayload);
        });
    }

    [Fact]
    public void A_change_too_large_for_any_batch_goes_alone()
    {
        var large = SyncChange.CreateUser(Samples.Anchor(2), User(2) with { DisplayName = new string('x', 5000) });

        var batches = BulkBatches.Split([.. Plan(1), large, SyncChange.CreateUser(Samples.Anchor(3), User(3))], new BulkLimits(100, 4000), new Dictionary<Guid, string>()).ToList();

        Assert.Equal([1, 1, 1], batches.Select(batch => batch.Operations.Count));
    }

    [Fact]
    public void Updates_and_deletions_name_their_object_and_an_id_cannot_leave_its_place()
    {
        var changes = new[] { SyncChange.UpdateUser(Samples.Anchor(1), "../Groups/1?x", User(1)), SyncChange.DeleteUser(Samples.Held("7", User(2))) };

        var operations = Assert.Single(BulkBatches.Split(changes, Wide, new Dictionary<Guid, string>()).ToList()).Operations;

        Assert.Equal(["PUT /Users/..%2FGroups%2F1%3Fx", "DELETE /Users/7"], operations.Select(operation => $"{operation.Method} {operation.Path}"));
        Assert.Null(operations[1].Data);
    }

    [Fact]
    public void A_link_waits_for_the_id_of_its_group_and_is_dropped_when_there_is_none()
    {
        var order = CreationOrder.Of([Group(1, (2, true)), Group(2, (1, true))]);
        var ids = new Dictionary<Guid, string>();
        var seen = new List<BulkBatch>();
        foreach (var batch in BulkBatches.Split(order, Wide, ids))
        {
            seen.Add(batch);
            ids[Samples.Anchor(1)] = "one";
        }

        Assert.Equal([2, 1], seen.Select(batch => batch.Operations.Count));
        Assert.Equal("PUT /Groups/one", $"{seen[1].Operations[0].Method} {seen[1].Operations[0].Path}");
        Assert.Empty(Members(seen[1].Operations[0]));
    }

    [Fact]
    public void Nothing_to_change_is_no_request() => Assert.Empty(BulkBatches.Split([], Wide, new Dictionary<Guid, string>()));

    private static List<SyncChange> Plan(int users, params IReadOnlyList<DesiredGroup> groups) =>
        [.. Enumerable.Range(1, users).Select(number => SyncChange.CreateUser(Samples.Anchor(number), User(number))), .. groups.Select(SyncChange.CreateGroup)];

    private static ScimUser User(int number) => new([ScimSchemas.User], $"u{number}", true, ExternalId: Samples.Anchor(number).ToString("D"));

    private static DesiredGroup Group(int number, params IReadOnlyList<(int Number, bool IsGroup)> members) => new(
        Samples.Anchor(number), $"g{number}", new OnPremisesGroup($"g{number}", "contoso.corp.com", "S-1-5-21-1-2-3-4"), [.. members.Select(member => new GroupMember(Samples.Anchor(member.Number), member.IsGroup))]);

    private static IEnumerable<string?> Members(ScimBulkOperation operation) => operation.Data!.Value.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("value").GetString());
}
