using System.Net;
using Keyway.Contracts.Provisioning;

namespace Keyway.Server.Tests.Provisioning;

public sealed class GroupsTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public async Task A_group_shows_its_direct_members_with_their_types()
    {
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var inner = await connector.CreateGroupAsync("inner", 1201);
        var outer = await connector.CreateGroupAsync("outer", 1202, alice, inner);
        var members = (await connector.GetAsync("Groups/" + outer)).Json["members"]!.AsArray().Select(member => (member!["value"]!.GetValue<string>(), member["type"]!.GetValue<string>()));
        Assert.Equal(new[] { (alice, "User"), (inner, "Group") }.Order(), members.Order());
        Assert.Null((await connector.GetAsync($"Groups/{outer}?excludedAttributes=members")).Json["members"]);
        Assert.Null((await connector.GetAsync($"Groups/{outer}?attributes=displayName")).Json["members"]);
    }

    [Fact]
    public async Task Members_are_added_and_removed_by_patch()
    {
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var bob = await connector.CreateUserAsync("bob", 1106);
        var group = await connector.CreateGroupAsync("group", 1201);
        Assert.Equal("W/\"2\"", (await connector.PatchAsync("Groups/" + group, ScimClient.Patch("add", "members", ScimClient.Members(alice, bob, bob)))).ETag);
        Assert.Equal("W/\"2\"", (await connector.PatchAsync("Groups/" + group, ScimClient.Patch("add", "members", ScimClient.Members(alice)))).ETag);
        Assert.Equal(new[] { alice, bob }.Order(), await MembersAsync(connector, group));
        await connector.PatchAsync("Groups/" + group, ScimClient.Patch("remove", $"members[value eq \"{alice}\"]", null));
        Assert.Equal([bob], await MembersAsync(connector, group));
        await connector.PatchAsync("Groups/" + group, ScimClient.Patch("replace", "members", ScimClient.Members(alice)));
        Assert.Equal([alice], await MembersAsync(connector, group));
        await connector.PatchAsync("Groups/" + group, ScimClient.Patch("remove", "members", ScimClient.Members(bob)));
        Assert.Equal([alice], await MembersAsync(connector, group));
        await connector.PatchAsync("Groups/" + group, ScimClient.Patch("remove", "members", null));
        Assert.Empty(await MembersAsync(connector, group));
    }

    [Fact]
    public async Task A_full_update_replaces_the_members_it_names_and_keeps_them_when_it_names_none()
    {
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var bob = await connector.CreateUserAsync("bob", 1106);
        var group = await connector.CreateGroupAsync("group", 1201, alice);
        await connector.PutAsync("Groups/" + group, connector.Group("group", 1201, bob));
        Assert.Equal([bob], await MembersAsync(connector, group));
        var silent = connector.Group("renamed", 1201);
        silent.Remove("members");
        Assert.Equal(HttpStatusCode.OK, (await connector.PutAsync("Groups/" + group, silent)).Status);
        Assert.Equal([bob], await MembersAsync(connector, group));
        await connector.PutAsync("Groups/" + group, connector.Group("renamed", 1201));
        Assert.Empty(await MembersAsync(connector, group));
    }

    [Fact]
    public async Task A_group_of_thousands_is_written_whole()
    {
        var connector = await fixture.ConnectorAsync();
        var operations = Enumerable.Range(0, 700).Select(index => BulkTests.Operation("POST", "/Users", $"u{index}", connector.User($"user{index}", 2000 + index)));
        var made = await connector.PostAsync("Bulk", BulkTests.Request(operations));
        var ids = made.Json["Operations"]!.AsArray().Select(result => result!["location"]!.GetValue<string>()[^36..]).ToArray();
        var group = await connector.CreateGroupAsync("everyone", 1201, ids);
        Assert.Equal(ids.Order(), await MembersAsync(connector, group));
    }

    [Fact]
    public async Task Nested_membership_is_found_three_deep_in_spite_of_a_cycle_and_through_the_primary_group()
    {
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var domainUsers = await connector.CreateGroupAsync("Domain Users", 513);
        var a = await connector.CreateGroupAsync("a", 1201, alice);
        var b = await connector.CreateGroupAsync("b", 1202, a);
        var c = await connector.CreateGroupAsync("c", 1203, b);
        var viaPrimary = await connector.CreateGroupAsync("via primary", 1204, domainUsers);
        await connector.CreateGroupAsync("other", 1205);
        await connector.PatchAsync("Groups/" + a, ScimClient.Patch("add", "members", ScimClient.Members(c)));

        var account = fixture.Accounts.Find(Guid.Parse(alice))!;
        var groups = fixture.Accounts.GroupsOf(account);
        Assert.Equal(new[] { domainUsers, a, b, c, viaPrimary }.Order(), groups.Ids.Select(id => id.ToString("D")).Order());
        Assert.Equal(
            new[] { 513, 1201, 1202, 1203, 1204 }.Select(rid => $"{connector.DomainSid}-{rid}").Order(), groups.Sids.Select(sid => sid.ToString()).Order());
    }

    [Fact]
    public async Task The_primary_group_counts_even_when_it_is_not_synced()
    {
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var groups = fixture.Accounts.GroupsOf(fixture.Accounts.Find(Guid.Parse(alice))!);
        Assert.Equal([$"{connector.DomainSid}-513"], groups.Sids.Select(sid => sid.ToString()));
    }

    [Fact]
    public async Task Deleting_a_person_or_group_takes_it_out_of_all_groups_and_a_person_who_comes_back_is_in_them_again()
    {
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var inner = await connector.CreateGroupAsync("inner", 1201);
        var outer = await connector.CreateGroupAsync("outer", 1202, alice, inner);
        Assert.Equal(HttpStatusCode.NoContent, (await connector.DeleteAsync("Users/" + alice)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await connector.DeleteAsync("Groups/" + inner)).Status);
        Assert.Empty(await MembersAsync(connector, outer));
        await connector.PostAsync("Users", connector.User("alice", 1105));
        Assert.Equal([alice], await MembersAsync(connector, outer));
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000001", "KW2522")]
    [InlineData("not a guid", "KW2522")]
    [InlineData("bulkId:outside", "KW2531")]
    public async Task An_unknown_member_refuses_the_whole_group(string member, string code)
    {
        var connector = await fixture.ConnectorAsync();
        var reply = await connector.PostAsync("Groups", connector.Group("group", 1201, member));
        Assert.Contains(code, reply.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await connector.GetAsync("Groups")).Json["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_group_is_no_member_of_itself()
    {
        var connector = await fixture.ConnectorAsync();
        var group = await connector.CreateGroupAsync("group", 1201);
        (await connector.PatchAsync("Groups/" + group, ScimClient.Patch("add", "members", ScimClient.Members(group)))).AssertRefused(HttpStatusCode.Forbidden, "KW2523");
    }

    [Fact]
    public async Task A_builtin_group_has_the_same_SID_in_every_domain()
    {
        foreach (var connector in new[] { await fixture.ConnectorAsync(), await fixture.ConnectorAsync() })
        {
            var body = connector.Group("Administrators", 1);
            body[ScimSchemas.OnPremises]!["securityIdentifier"] = "S-1-5-32-544";
            Assert.Equal(HttpStatusCode.Created, (await connector.PostAsync("Groups", body)).Status);
        }
    }

    [Fact]
    public async Task An_administrator_puts_synced_people_into_cloud_groups()
    {
        var connector = await fixture.ConnectorAsync();
        var administrator = await fixture.AdministratorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var body = connector.Group("pilots", 1);
        body.Remove(ScimSchemas.OnPremises);
        body["members"] = ScimClient.Members(alice);
        var group = await administrator.PostAsync("Groups", body);
        Assert.Equal(HttpStatusCode.Created, group.Status);
        Assert.Contains(Guid.Parse(group.Id), fixture.Accounts.GroupsOf(fixture.Accounts.Find(Guid.Parse(alice))!).Ids);
    }

    private static async Task<IEnumerable<string>> MembersAsync(ScimClient client, string group) =>
        (await client.GetAsync("Groups/" + group)).Json["members"]!.AsArray().Select(member => member!["value"]!.GetValue<string>());
}
