using System.Net;
using System.Text.Json.Nodes;
using Keyway.Contracts.Provisioning;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning;
using Keyway.Server.Storage;

namespace Keyway.Server.Tests.Provisioning;

public sealed class UsersTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public async Task A_connector_creates_a_person_and_reads_the_same_back()
    {
        var connector = await fixture.ConnectorAsync();
        var created = await connector.PostAsync("Users", connector.User("alice", 1105));
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("W/\"1\"", created.ETag);
        var read = await connector.GetAsync("Users/" + created.Id);
        Assert.Equal(created.Text, read.Text);
        Assert.Equal($"{connector.DomainSid}-1105", read.Json[ScimSchemas.OnPremises]!["securityIdentifier"]!.GetValue<string>());
        Assert.EndsWith("/scim/v2/Users/" + created.Id, read.Json["meta"]!["location"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_update_that_changes_nothing_keeps_the_version()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        Assert.Equal("W/\"1\"", (await connector.PutAsync("Users/" + id, connector.User("alice", 1105))).ETag);
        var renamed = connector.User("alice", 1105);
        renamed["displayName"] = "Alice Smith";
        Assert.Equal("W/\"2\"", (await connector.PutAsync("Users/" + id, renamed)).ETag);
    }

    [Fact]
    public async Task A_name_change_keeps_the_person()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        var renamed = connector.User("alice", 1105);
        renamed["userName"] = $"alice.smith@{connector.Domain}";
        renamed[ScimSchemas.OnPremises]!["samAccountName"] = "asmith";
        Assert.Equal(HttpStatusCode.OK, (await connector.PutAsync("Users/" + id, renamed)).Status);
        Assert.Equal(Guid.Parse(id), fixture.Accounts.FindByUserName($"ALICE.SMITH@{connector.Domain}")!.Id);
        Assert.Null(fixture.Accounts.FindByUserName($"alice@{connector.Domain}"));
    }

    [Theory]
    [InlineData("replace", "active", "false", "active", "false")]
    [InlineData("Replace", "active", "\"False\"", "active", "false")]
    [InlineData("add", "displayName", "\"New\"", "displayName", "\"New\"")]
    [InlineData("replace", "urn:keyway:params:scim:schemas:extension:onpremises:2.0:passwordExpired", "true", null, "\"passwordExpired\":true")]
    [InlineData("replace", "urn:ietf:params:scim:schemas:core:2.0:User:displayName", "\"New\"", "displayName", "\"New\"")]
    [InlineData("replace", null, "{\"DISPLAYNAME\":\"New\"}", "displayName", "\"New\"")]
    [InlineData("replace", "emails[type eq \"work\"].value", "\"new@x.test\"", null, "new@x.test")]
    public async Task A_patch_changes_what_it_names(string op, string? path, string value, string? shown, string expected)
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        var reply = await connector.PatchAsync("Users/" + id, ScimClient.Patch(op, path, JsonNode.Parse(value)));
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Contains(expected, shown is null ? reply.Text : reply.Json[shown]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patch_takes_an_optional_attribute_away()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        var reply = await connector.PatchAsync("Users/" + id, ScimClient.Patch("remove", "emails", null));
        Assert.Null(reply.Json["emails"]);
    }

    [Theory]
    [InlineData("replace", "id", "\"x\"", "KW2505")]
    [InlineData("remove", "userName", null, "KW2505")]
    [InlineData("remove", null, null, "KW2504")]
    [InlineData("replace", "shoeSize", "44", "KW2503")]
    [InlineData("replace", "emails[", "44", "KW2503")]
    [InlineData("replace", "active", "\"perhaps\"", "KW2501")]
    [InlineData("replace", "userName", "\"no at sign\"", "KW2055")]
    [InlineData("delete", "displayName", "\"x\"", "KW2500")]
    public async Task A_patch_that_cannot_be_applied_changes_nothing(string op, string? path, string? value, string code)
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        var patch = ScimClient.Patch("replace", "displayName", "Changed first");
        patch["Operations"]!.AsArray().Add(ScimClient.Patch(op, path, value is null ? null : JsonNode.Parse(value))["Operations"]![0]!.DeepClone());
        (await connector.PatchAsync("Users/" + id, patch)).AssertRefused(HttpStatusCode.BadRequest, code);
        Assert.Equal("alice", (await connector.GetAsync("Users/" + id)).Json["displayName"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_change_under_a_version_that_is_gone_is_refused()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        var patch = ScimClient.Patch("replace", "displayName", "New");
        Assert.Equal(HttpStatusCode.OK, (await connector.PatchAsync("Users/" + id, patch, "W/\"1\"")).Status);
        (await connector.PatchAsync("Users/" + id, patch, "W/\"1\"")).AssertRefused(HttpStatusCode.PreconditionFailed, "KW2511");
        (await connector.DeleteAsync("Users/" + id, "\"7\", nonsense")).AssertRefused(HttpStatusCode.PreconditionFailed, "KW2511");
        Assert.Equal(HttpStatusCode.NoContent, (await connector.DeleteAsync("Users/" + id, "*")).Status);
    }

    [Fact]
    public async Task A_deleted_person_is_gone_and_comes_back_by_the_same_anchor_only()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        Assert.Equal(HttpStatusCode.NoContent, (await connector.DeleteAsync("Users/" + id)).Status);
        (await connector.GetAsync("Users/" + id)).AssertRefused(HttpStatusCode.NotFound, "KW2510");
        Assert.Null(fixture.Accounts.Find(Guid.Parse(id)));
        Assert.Equal(0, (await connector.GetAsync($"Users?filter=userName eq \"alice@{connector.Domain}\"")).Json["totalResults"]!.GetValue<int>());

        var impostor = connector.User("alice", 1105);
        impostor["externalId"] = "another-anchor";
        (await connector.PostAsync("Users", impostor)).AssertRefused(HttpStatusCode.Conflict, "KW2517");

        var back = await connector.PostAsync("Users", connector.User("alice", 1105));
        Assert.Equal((HttpStatusCode.Created, id), (back.Status, back.Id));
        Assert.NotNull(fixture.Accounts.Find(Guid.Parse(id)));
    }

    [Fact]
    public async Task A_deleted_person_is_forgotten_after_thirty_days()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        await connector.DeleteAsync("Users/" + id);
        await AgeAsync(id, TimeSpan.FromDays(29));
        Assert.Equal(id, (await connector.PostAsync("Users", connector.User("alice", 1105))).Id);
        await connector.DeleteAsync("Users/" + id);
        await AgeAsync(id, TimeSpan.FromDays(31));
        Assert.NotEqual(id, (await connector.PostAsync("Users", connector.User("alice", 1105))).Id);
    }

    // Not by the clock: every token of the class would expire with it.
    private async Task AgeAsync(string id, TimeSpan age)
    {
        await fixture.Server.Get<DurableWriter>().WriteAsync<int>(
            session => session.Execute("UPDATE Account SET DeletedOn = @p1 WHERE Id = @p0", id, fixture.Server.Clock.GetUtcNow() - age), TestContext.Current.CancellationToken);
        await fixture.Server.Get<DeletedPeople>().ForgetSomeAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_administrator_provisions_cloud_only_people()
    {
        var administrator = await fixture.AdministratorAsync();
        var body = new JsonObject { ["userName"] = "Zoë@contoso.corp.com", ["name"] = new JsonObject { ["familyName"] = "Zimt" } };
        var created = await administrator.PostAsync("Users", body);
        Assert.Equal(HttpStatusCode.Created, created.Status);
        var account = fixture.Accounts.FindByUserName("ZOË@contoso.corp.com")!;
        Assert.Null(account.OnPremises);
        Assert.Empty(account.Roles);
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.DeleteAsync("Users/" + created.Id)).Status);
    }

    [Fact]
    public async Task The_last_global_administrator_can_be_neither_disabled_nor_deleted()
    {
        await using var server = await RunningServer.StartAsync();
        var last = server.Get<AccountDirectory>().FindByUserName(server.Administrator.UserName)!;
        var users = server.Get<UserProvisioning>();
        var authority = new ScimAuthority(null, null);
        var deleted = await server.Get<DurableWriter>().WriteAsync(session => users.Delete(session, authority, last.Id, null), TestContext.Current.CancellationToken);
        Assert.Equal("KW2521", deleted.Refusal.Code);
        var patch = PatchRequest.Parse(ScimBody.Parse("""{"Operations":[{"op":"replace","path":"active","value":false}]}"""u8.ToArray()).Value).Value;
        var disabled = await server.Get<DurableWriter>().WriteAsync(session => users.Patch(session, authority, last.Id, patch, null), TestContext.Current.CancellationToken);
        Assert.Equal("KW2521", disabled.Refusal.Code);
    }

    [Fact]
    public async Task A_body_of_another_media_type_is_refused()
    {
        var connector = await fixture.ConnectorAsync();
        (await connector.SendAsync(HttpMethod.Post, "/scim/v2/Users", "{}", null, "text/plain")).AssertRefused(HttpStatusCode.UnsupportedMediaType, "KW2506");
    }

    [Theory]
    [InlineData("ServiceProviderConfig", "\"maxOperations\":1000")]
    [InlineData("ServiceProviderConfig", "\"sort\":{\"supported\":true}")]
    [InlineData("ResourceTypes", "\"totalResults\":3")]
    [InlineData("ResourceTypes/Device", "\"endpoint\":\"/Devices\"")]
    [InlineData("ResourceTypes/User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")]
    [InlineData("ResourceTypes/User", "\"endpoint\":\"/Users\"")]
    [InlineData("Schemas", "\"totalResults\":5")]
    [InlineData("Schemas/urn:keyway:params:scim:schemas:extension:onpremises:2.0", "securityIdentifier")]
    public async Task The_service_describes_itself_in_JSON(string path, string expected)
    {
        var connector = await fixture.ConnectorAsync();
        var reply = await connector.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Contains(expected, reply.Json.ToJsonString(), StringComparison.Ordinal);
    }
}
