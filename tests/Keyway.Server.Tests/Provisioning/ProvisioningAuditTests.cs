using System.Net;
using System.Text.Json.Nodes;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>O06: whoever changes people, groups or roles leaves the old and the new value in the audit log, and nobody fills it with what is no change.</summary>
public sealed class ProvisioningAuditTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public async Task A_person_of_a_domain_is_made_changed_deleted_and_restored_on_record()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        Assert.Equal(HttpStatusCode.OK, (await connector.PatchAsync("Users/" + id, ScimClient.Patch("replace", "displayName", "Alice Smith"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await connector.PatchAsync("Users/" + id, ScimClient.Patch("replace", "displayName", "Alice Smith"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await connector.PatchAsync("Users/" + id, ScimClient.Patch("replace", "title", "Smith"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await connector.PatchAsync("Users/" + id, ScimClient.Patch("replace", $"{ScimSchemas.OnPremises}:accountExpires", "2030-01-02T03:04:05Z"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await connector.PatchAsync("Users/" + id, ScimClient.Patch("replace", "active", false))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await connector.DeleteAsync("Users/" + id)).Status);
        Assert.Equal(id, await connector.CreateUserAsync("alice", 1105));

        var entries = Entries(id);
        Assert.Equal(
            ["account-created", "account-changed", "account-changed", "account-changed", "account-disabled", "account-deleted", "account-restored", "account-enabled", "account-changed"],
            entries.Select(entry => entry.Activity));
        var made = entries[0].Detail;
        Assert.Equal(($"alice@{connector.Domain}", "alice", $"{connector.DomainSid}-1105", "true"), (Text(made, "userName"), Text(made, "samAccountName"), Text(made, "sid"), Text(made, "enabled")));
        Assert.Equal("""{"displayName":"alice","newDisplayName":"Alice Smith"}""", entries[1].Detail.ToJsonString());
        Assert.Equal("""{"title":"","newTitle":"Smith"}""", entries[2].Detail.ToJsonString());
        Assert.Equal("""{"accountExpires":"","newAccountExpires":"2030-01-02T03:04:05.000Z"}""", entries[3].Detail.ToJsonString());
        Assert.Equal("Alice Smith", Text(entries[5].Detail, "displayName"));
        Assert.Equal(("Alice Smith", "alice"), (Text(entries[8].Detail, "displayName"), Text(entries[8].Detail, "newDisplayName")));
    }

    [Fact]
    public async Task Members_are_counted_and_the_first_are_named()
    {
        var connector = await fixture.ConnectorAsync();
        var people = new List<string>();
        for (var number = 0; number < 25; number++)
            people.Add(await connector.CreateUserAsync($"person{number}", 2000 + number));
        var group = await connector.CreateGroupAsync("staff", 3000, people[0]);
        Assert.Equal(HttpStatusCode.NoContent, (await connector.PatchAsync("Groups/" + group, ScimClient.Patch("add", "members", ScimClient.Members([.. people])))).Status);
        // Again: nobody comes, nothing is written.
        Assert.Equal(HttpStatusCode.NoContent, (await connector.PatchAsync("Groups/" + group, ScimClient.Patch("add", "members", ScimClient.Members([.. people])))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await connector.PatchAsync("Groups/" + group, ScimClient.Patch("replace", "members", ScimClient.Members(people[1], people[2])))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await connector.PatchAsync("Groups/" + group, ScimClient.Patch("replace", "displayName", "crew"))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await connector.DeleteAsync("Groups/" + group)).Status);

        var entries = Entries(group);
        Assert.Equal(["group-created", "group-member-added", "group-member-removed", "group-renamed", "group-deleted"], entries.Select(entry => entry.Activity));
        Assert.Equal(("staff", "1", people[0]), (Text(entries[0].Detail, "displayName"), Text(entries[0].Detail, "count"), Text(entries[0].Detail, "members")));
        Assert.Equal(("24", "4", 20), (Text(entries[1].Detail, "count"), Text(entries[1].Detail, "notListed"), Text(entries[1].Detail, "members")!.Split(' ').Length));
        Assert.Equal("23", Text(entries[2].Detail, "count"));
        Assert.Equal("""{"displayName":"staff","newDisplayName":"crew"}""", entries[3].Detail.ToJsonString());
        Assert.Equal(("crew", "2"), (Text(entries[4].Detail, "displayName"), Text(entries[4].Detail, "count")));
    }

    [Fact]
    public async Task What_is_refused_and_what_fills_the_log_is_not_written()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("bob", 1106);
        Assert.Equal(HttpStatusCode.OK, (await connector.PatchAsync("Users/" + id, ScimClient.Patch("replace", "title", new string('x', 200)))).Status);
        var group = connector.Group("void", 4000, id, Guid.NewGuid().ToString());
        (await connector.PostAsync("Groups", group)).AssertRefused(HttpStatusCode.BadRequest, "KW25");
        Assert.DoesNotContain(Entries(id), entry => entry.Activity.StartsWith("group", StringComparison.Ordinal));
        Assert.All(Entries(id), entry => Assert.All(entry.Detail.Select(member => member.Value!.GetValue<string>()), value => Assert.InRange(value.Length, 0, 256)));
    }

    [Fact]
    public async Task A_role_that_is_held_already_is_given_once()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        var person = (await fixture.PersonAsync(Resources.Graph)).AccountId;
        var body = $$"""{"principalId":"{{person}}","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}""";
        for (var round = 0; round < 3; round++)
            Assert.Equal(HttpStatusCode.Created, (await administrator.SendAsync(HttpMethod.Post, "/v1.0/roleManagement/directory/roleAssignments", body, null, "application/json")).Status);
        Assert.Equal(["role-assigned"], Entries(person.ToString()).Select(entry => entry.Activity));
    }

    private static string? Text(JsonObject detail, string name) => detail[name]?.GetValue<string>();

    private List<(string Activity, JsonObject Detail)> Entries(string target) => fixture.Server.Get<Store>().Read(session => session.All(
        "SELECT Activity, Detail FROM AuditEvent WHERE TargetId = @p0 ORDER BY Number", row => (row.GetString(0), JsonNode.Parse(row.GetString(1))!.AsObject()), target));
}
