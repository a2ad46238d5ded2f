using Keyway.ActiveDirectory.Reading;
using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class SyncPlanTests
{
    [Fact]
    public void Into_an_empty_server_everything_is_created_people_before_groups()
    {
        var plan = SyncPlan.Between(Directory([Samples.User(1, "alice")], [Samples.Group(10, "keys", "alice")]), Server([], []));

        Assert.Equal([(SyncAction.Create, false), (SyncAction.Create, true)], plan.Changes.Select(change => (change.Action, change.IsGroup)));
        Assert.Equal("create 1 user and 1 group", plan.Summary);
    }

    [Fact]
    public void What_is_the_same_is_not_written()
    {
        var directory = Directory([Samples.User(1, "alice"), Samples.User(2, "bob")], [Samples.Group(10, "keys", "bob", "alice")]);

        var plan = SyncPlan.Between(directory, Holding(directory));

        Assert.Empty(plan.Changes);
        Assert.Equal((2, 1), (plan.UnchangedUsers, plan.UnchangedGroups));
        Assert.Equal("nothing to change", plan.Summary);
    }

    public static TheoryData<string> Facts => ["name", "upn", "mail", "enabled", "expires", "mustChange", "passwordSet", "sam", "primaryGroup", "privileged"];

    [Theory]
    [MemberData(nameof(Facts))]
    public void Every_changed_fact_of_a_person_is_one_update(string fact)
    {
        var before = Samples.User(1, "alice");
        var after = fact switch
        {
            "name" => before with { DisplayName = "Alice A" },
            "upn" => before with { UserPrincipalName = "Alice@contoso.corp.com" },
            "mail" => before with { Mail = null },
            "enabled" => before with { Enabled = false },
            "expires" => before with { AccountExpires = Samples.KeyTime },
            "mustChange" => before with { MustChangePassword = true },
            "passwordSet" => before with { PasswordLastSet = null },
            "sam" => before with { SamAccountName = "alice2" },
            "primaryGroup" => before with { PrimaryGroupId = 512 },
            _ => before,
        };
        var privileged = fact == "privileged" ? new HashSet<Guid> { after.ObjectGuid } : [];

        var plan = SyncPlan.Between(DirectoryState.Of(Samples.Domain, [after], [], privileged), Holding(Directory([before], [])));

        var change = Assert.Single(plan.Changes);
        Assert.Equal((SyncAction.Update, "id-" + before.ObjectGuid.ToString("N")), (change.Action, change.ServerId));
    }

    [Fact]
    public void A_renamed_person_stays_the_same_person()
    {
        var renamed = Samples.User(1, "alice") with { UserPrincipalName = "alice.new@contoso.corp.com", Dn = "CN=other,DC=contoso,DC=corp,DC=com" };

        Assert.Equal(SyncAction.Update, Assert.Single(SyncPlan.Between(Directory([renamed], []), Holding(Directory([Samples.User(1, "alice")], []))).Changes).Action);
    }

    [Fact]
    public void Deletions_go_first_so_that_a_name_is_free_for_the_next()
    {
        var plan = SyncPlan.Between(Directory([Samples.User(2, "alice")], []), Holding(Directory([Samples.User(1, "alice")], [Samples.Group(10, "old")])));

        Assert.Equal([(SyncAction.Delete, true), (SyncAction.Delete, false), (SyncAction.Create, false)], plan.Changes.Select(change => (change.Action, change.IsGroup)));
    }

    [Fact]
    public void A_member_who_leaves_with_a_deletion_does_not_change_the_group()
    {
        var plan = SyncPlan.Between(
            Directory([Samples.User(2, "bob")], [Samples.Group(10, "keys", "bob")]),
            Holding(Directory([Samples.User(1, "alice"), Samples.User(2, "bob")], [Samples.Group(10, "keys", "alice", "bob")])));

        Assert.Equal(SyncAction.Delete, Assert.Single(plan.Changes).Action);
    }

    [Fact]
    public void A_member_whom_the_domain_does_not_know_is_taken_out()
    {
        var directory = Directory([Samples.User(1, "alice")], [Samples.Group(10, "keys", "alice")]);
        var held = Holding(directory);
        var groups = held.Groups.ToDictionary(group => group.Key, group => group.Value with { Members = [.. group.Value.Members!, new ScimMember("cloud-admin")] });

        var change = Assert.Single(SyncPlan.Between(directory, held with { Groups = groups }).Changes);

        Assert.Equal((SyncAction.Update, true), (change.Action, change.IsGroup));
        Assert.Equal([new GroupMember(Samples.Anchor(1), false)], change.Group!.Members);
    }

    private static DirectoryState Directory(IReadOnlyList<DirectoryUser> users, IReadOnlyList<DirectoryGroup> groups) => DirectoryState.Of(Samples.Domain, users, groups, new HashSet<Guid>());

    private static ServerState Server(IReadOnlyList<ScimUser> users, IReadOnlyList<ScimGroup> groups) => ServerState.Of("contoso.corp.com", users, groups).Value;

    private static ServerState Holding(DirectoryState directory) => Server(
        [.. directory.Users.Select(user => Samples.Held("id-" + user.Key.ToString("N"), user.Value))],
        [.. directory.Groups.Values.Select(group => Samples.HeldGroup("id-" + group.Anchor.ToString("N"), group.Anchor, group.DisplayName, group.OnPremises, [.. group.Members.Select(member => "id-" + member.Anchor.ToString("N"))]))]);
}
