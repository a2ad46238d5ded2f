using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class CreationOrderTests
{
    [Fact]
    public void A_group_comes_after_the_groups_in_it()
    {
        var order = CreationOrder.Of([Group(1, 2), Group(2, 3), Group(3)]);

        Assert.Equal([3, 2, 1], order.Select(change => Number(change.Anchor)));
        Assert.All(order, change => Assert.Equal(SyncAction.Create, change.Action));
    }

    [Fact]
    public void Groups_that_contain_each_other_are_created_and_then_linked()
    {
        var order = CreationOrder.Of([Group(1, 2, 3), Group(2, 1), Group(3)]);

        Assert.Equal([(3, SyncAction.Create), (1, SyncAction.Create), (2, SyncAction.Create), (1, SyncAction.Link), (2, SyncAction.Link)], order.Select(change => (Number(change.Anchor), change.Action)));
        Assert.Equal([3], order[1].Group!.Members.Select(member => Number(member.Anchor)));
        Assert.Equal([2, 3], order[3].Group!.Members.Select(member => Number(member.Anchor)));
    }

    [Fact]
    public void A_group_in_itself_is_linked_to_itself()
    {
        var order = CreationOrder.Of([Group(1, 1)]);

        Assert.Equal([SyncAction.Create, SyncAction.Link], order.Select(change => change.Action));
        Assert.Empty(order[0].Group!.Members);
    }

    [Fact]
    public void Nesting_as_deep_as_the_directory_likes_does_not_overflow_the_stack()
    {
        const int Depth = 100_000;

        var order = CreationOrder.Of([.. Enumerable.Range(1, Depth).Select(number => number == Depth ? Group(number) : Group(number, number + 1))]);

        Assert.Equal(Depth, Number(order[0].Anchor));
        Assert.Equal(1, Number(order[^1].Anchor));
    }

    private static DesiredGroup Group(int number, params IReadOnlyList<int> members) => new(
        Samples.Anchor(number), $"g{number}", new OnPremisesGroup($"g{number}", "contoso.corp.com", "S-1-5-21-1-2-3-4"), [.. members.Select(member => new GroupMember(Samples.Anchor(member), true))]);

    private static int Number(Guid anchor) => BitConverter.ToInt32(anchor.ToByteArray());
}
