using Keyway.Connect.Synchronization;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class DirectoryStateTests
{
    [Fact]
    public void A_person_carries_what_the_server_must_know_to_refuse_what_the_domain_would_refuse()
    {
        var alice = Samples.User(1, "alice") with { AccountExpires = Samples.KeyTime, MustChangePassword = true, Enabled = false };

        var user = DirectoryState.Of(Samples.Domain, [alice], [], new HashSet<Guid> { alice.ObjectGuid }).Users[alice.ObjectGuid];

        Assert.Equal("alice@contoso.corp.com", user.UserName);
        Assert.False(user.Active);
        Assert.Equal(alice.ObjectGuid.ToString("D"), user.ExternalId);
        Assert.Equal("alice@contoso.corp.com", Assert.Single(user.Emails!).Value);
        Assert.Equal(
            new OnPremisesUser("alice", "contoso.corp.com", "CONTOSO", Samples.DomainSid + "-2001", Samples.KeyTime, true, Samples.KeyTime, Samples.DomainSid + "-513", true),
            user.OnPremises);
    }

    [Fact]
    public void Without_a_user_principal_name_the_implicit_one_is_used() => Assert.Equal(
        "bob@contoso.corp.com", DirectoryState.Of(Samples.Domain, [Samples.User(1, "bob") with { UserPrincipalName = null, Mail = null }], [], new HashSet<Guid>()).Users[Samples.Anchor(1)].UserName);

    [Theory]
    [InlineData(null, "bob")]
    [InlineData(" ", "bob")]
    [InlineData("Bob B", "Bob B")]
    public void Everyone_has_a_name_to_be_shown(string? displayName, string expected) => Assert.Equal(
        expected, DirectoryState.Of(Samples.Domain, [Samples.User(1, "bob") with { DisplayName = displayName }], [], new HashSet<Guid>()).Users[Samples.Anchor(1)].DisplayName);

    [Fact]
    public void Times_are_whole_seconds_so_that_no_store_makes_them_look_changed()
    {
        var user = Samples.User(1, "alice") with { PasswordLastSet = Samples.KeyTime.AddTicks(1234567) };

        Assert.Equal(Samples.KeyTime, DirectoryState.Of(Samples.Domain, [user], [], new HashSet<Guid>()).Users[Samples.Anchor(1)].OnPremises!.PasswordLastSet);
    }

    [Fact]
    public void A_group_has_its_direct_synced_members_once_and_in_any_case_of_their_names()
    {
        var group = Samples.Group(10, "keys", "alice", "nested", "computer1") with
        {
            Members = ["cn=ALICE,cn=users,dc=contoso,dc=corp,dc=com", "CN=alice,CN=Users,DC=contoso,DC=corp,DC=com", "CN=nested,CN=Users,DC=contoso,DC=corp,DC=com", "CN=computer1,CN=Computers,DC=contoso,DC=corp,DC=com"],
        };

        var state = DirectoryState.Of(Samples.Domain, [Samples.User(1, "alice")], [group, Samples.Group(11, "nested")], new HashSet<Guid>());

        Assert.Equal([new GroupMember(Samples.Anchor(1), false), new GroupMember(Samples.Anchor(11), true)], state.Groups[Samples.Anchor(10)].Members);
        Assert.Equal(new OnPremisesGroup("keys", "contoso.corp.com", Samples.DomainSid + "-2010"), state.Groups[Samples.Anchor(10)].OnPremises);
    }

    [Fact]
    public void A_group_in_itself_grants_nothing_more() =>
        Assert.Empty(DirectoryState.Of(Samples.Domain, [], [Samples.Group(10, "keys", "keys")], new HashSet<Guid>()).Groups[Samples.Anchor(10)].Members);

    [Fact]
    public void A_distribution_list_grants_nothing_also_not_as_a_member()
    {
        var list = Samples.Group(11, "list", "alice") with { IsSecurityGroup = false };

        var state = DirectoryState.Of(Samples.Domain, [Samples.User(1, "alice")], [Samples.Group(10, "keys", "list"), list], new HashSet<Guid>());

        Assert.Equal([Samples.Anchor(10)], state.Groups.Keys);
        Assert.Empty(state.Groups[Samples.Anchor(10)].Members);
    }

    [Fact]
    public void Two_people_at_one_moment_of_a_move_are_one()
    {
        var alice = Samples.User(1, "alice");

        Assert.Single(DirectoryState.Of(Samples.Domain, [alice, alice with { Dn = "CN=alice,OU=New,DC=contoso,DC=corp,DC=com" }], [], new HashSet<Guid>()).Users);
    }

    [Fact]
    public void What_is_sent_names_our_schemas()
    {
        var user = DirectoryState.Of(Samples.Domain, [Samples.User(1, "alice")], [], new HashSet<Guid>()).Users[Samples.Anchor(1)];

        var json = System.Text.Json.JsonSerializer.SerializeToElement(user, ContractsJson.Default.ScimUser);
        Assert.Equal([ScimSchemas.User, ScimSchemas.OnPremises], json.GetProperty("schemas").EnumerateArray().Select(schema => schema.GetString()));
        Assert.False(json.TryGetProperty("id", out _));
    }
}
