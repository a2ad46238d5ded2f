using System.Net;
using System.Text.Json.Nodes;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Graph;

/// <summary>O06, K18: what can be written through the API, and what never.</summary>
public sealed class GraphWritingTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public async Task A_cloud_only_person_is_made_changed_and_deleted_and_each_is_in_the_audit_log()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        var made = await SendAsync(administrator, "POST", "/v1.0/users", """{"userPrincipalName":"new.one@contoso.corp.com","displayName":"New One","mail":"one@contoso.corp.com","givenName":"New","surname":"One"}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var id = JsonNode.Parse(made.Text)!["id"]!.GetValue<string>();
        Assert.Equal("W/\"1\"", made.ETag);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(administrator, "PATCH", $"/v1.0/users/{id}", """{"displayName":"Newer One"}""")).Status);
        (await administrator.SendAsync(HttpMethod.Patch, $"/v1.0/users/{id}", """{"displayName":"Late"}""", "W/\"1\"", "application/json")).AssertRefused(HttpStatusCode.PreconditionFailed, "KW2511");
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(administrator, "PATCH", $"/v1.0/users/{id}", """{"accountEnabled":false}""")).Status);
        var shown = JsonNode.Parse((await SendAsync(administrator, "GET", $"/v1.0/users/{id}", null)).Text)!;
        Assert.Equal(("Newer One", false, "One", "one@contoso.corp.com"), (shown["displayName"]!.GetValue<string>(), shown["accountEnabled"]!.GetValue<bool>(), shown["surname"]!.GetValue<string>(), shown["mail"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(administrator, "DELETE", $"/v1.0/users/{id}", null)).Status);
        Assert.Contains(id, (await SendAsync(administrator, "GET", "/v1.0/directory/deletedItems/microsoft.graph.user", null)).Text, StringComparison.Ordinal);
        Assert.Equal(["account-created", "account-changed", "account-disabled", "account-deleted"], Activities(id));
        (await SendAsync(administrator, "POST", "/v1.0/users", """{"userPrincipalName":"x","displayName":"X"}""")).AssertRefused(HttpStatusCode.BadRequest, "KW2055");
    }

    [Theory]
    [InlineData("""{"onPremisesSecurityIdentifier":"S-1-5-21-1-2-3-500"}""")]
    [InlineData("""{"onPremisesSamAccountName":"administrator"}""")]
    [InlineData("""{"onPremisesImmutableId":"x"}""")]
    [InlineData("""{"id":"00000000-0000-0000-0000-000000000001"}""")]
    [InlineData("""{"displayName":"X","roles":["GlobalAdministrator"]}""")]
    [InlineData("""{"accountEnabled":true,"accountEnabled":false}""")]
    [InlineData("""{"accountEnabled":"true"}""")]
    [InlineData("""{"passwordProfile":{"password":"x"}}""")]
    [InlineData("""{"urn:keyway:params:scim:schemas:extension:onpremises:2.0":{}}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task O06_K18_members_that_cannot_be_set_are_refused(string body)
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        var person = await fixture.PersonAsync(Resources.Graph);
        var before = (await SendAsync(administrator, "GET", $"/v1.0/users/{person.AccountId}", null)).Text;
        (await SendAsync(administrator, "PATCH", $"/v1.0/users/{person.AccountId}", body)).AssertRefused(HttpStatusCode.BadRequest, "KW2786");
        Assert.Equal(before, (await SendAsync(administrator, "GET", $"/v1.0/users/{person.AccountId}", null)).Text);
    }

    [Fact]
    public async Task K18_a_synced_person_and_a_synced_group_are_their_domains()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var group = await connector.CreateGroupAsync("staff", 2001, alice);
        foreach (var (method, path, body) in new[]
        {
            ("PATCH", $"/v1.0/users/{alice}", """{"accountEnabled":false}"""), ("PATCH", $"/v1.0/users/{alice}", """{"displayName":"x"}"""), ("DELETE", $"/v1.0/users/{alice}", null),
            ("PATCH", $"/v1.0/groups/{group}", """{"displayName":"x"}"""), ("DELETE", $"/v1.0/groups/{group}", null), ("DELETE", $"/v1.0/groups/{group}/members/{alice}/$ref", null),
            ("POST", $"/v1.0/groups/{group}/members/$ref", $$"""{"@odata.id":"https://x/v1.0/directoryObjects/{{administrator.AccountId}}"}"""),
        })
        {
            (await SendAsync(administrator, method, path, body)).AssertRefused(HttpStatusCode.Forbidden, "KW2512");
        }
    }

    [Fact]
    public async Task A_cloud_group_is_made_filled_emptied_and_deleted()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);
        var person = (await fixture.PersonAsync(Resources.Graph)).AccountId;
        var made = await SendAsync(administrator, "POST", "/v1.0/groups", """{"displayName":"Pilots"}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var id = JsonNode.Parse(made.Text)!["id"]!.GetValue<string>();
        var reference = $$"""{"@odata.id":"https://localhost/v1.0/directoryObjects/{{person}}"}""";
        for (var round = 0; round < 2; round++)
            Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(administrator, "POST", $"/v1.0/groups/{id}/members/$ref", reference)).Status);
        Assert.Contains(person.ToString(), (await SendAsync(administrator, "GET", $"/v1.0/groups/{id}/members", null)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(administrator, "PATCH", $"/v1.0/groups/{id}", """{"displayName":"Pilots 2"}""")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(administrator, "DELETE", $"/v1.0/groups/{id}/members/{person}/$ref", null)).Status);
        (await SendAsync(administrator, "DELETE", $"/v1.0/groups/{id}/members/{person}/$ref", null)).AssertRefused(HttpStatusCode.NotFound, "KW2788");
        (await SendAsync(administrator, "POST", $"/v1.0/groups/{id}/members/$ref", reference.Replace(person.ToString(), id, StringComparison.Ordinal))).AssertRefused(HttpStatusCode.Forbidden, "KW2523");
        foreach (var wrong in new[] { """{"@odata.id":"x"}""", """{"@odata.id":"https://x/'; DROP TABLE Account"}""" })
            (await SendAsync(administrator, "POST", $"/v1.0/groups/{id}/members/$ref", wrong)).AssertRefused(HttpStatusCode.BadRequest, "KW2786");
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(administrator, "DELETE", $"/v1.0/groups/{id}", null)).Status);
        Assert.Equal(["group-created", "group-member-added", "group-renamed", "group-member-removed", "group-deleted"], Activities(id));
    }

    [Fact]
    public async Task O06_a_device_administrator_writes_devices_and_reads_nothing_else()
    {
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.DeviceAdministrator);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(administrator, "GET", "/v1.0/devices", null)).Status);
        (await SendAsync(administrator, "DELETE", $"/v1.0/devices/{Guid.NewGuid()}", null)).AssertRefused(HttpStatusCode.NotFound, "KW2203");
        foreach (var path in new[] { "/v1.0/users", "/v1.0/groups", "/v1.0/applications", "/v1.0/connectors" })
            (await SendAsync(administrator, "GET", path, null)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
    }

    private List<string> Activities(string target) => fixture.Server.Get<Store>().Read(session =>
        session.All("SELECT Activity FROM AuditEvent WHERE TargetId = @p0 ORDER BY rowid", row => row.GetString(0), target));

    private static Task<ScimReply> SendAsync(ScimClient client, string method, string path, string? body) => client.SendAsync(new HttpMethod(method), path, body, null, "application/json");
}
