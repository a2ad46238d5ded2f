using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Contracts.OAuth;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.SignIns;

/// <summary>O06: programs sign in on record, and their daily tokens do not hide what was changed.</summary>
public sealed class ProgramSignInTests : IAsyncLifetime
{
    private Organisation _organisation = null!;
    private string _administrator = null!;

    private Client Client => _organisation.Client;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _administrator = await _organisation.AdministratorTokenAsync();
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public async Task Applications_and_connectors_stand_in_the_sign_in_log_with_their_refusals_and_not_in_the_audit_log()
    {
        var application = await PostAsync("/v1.0/applications", """{"displayName":"Inventory"}""");
        var id = application["id"]!.GetValue<string>();
        var secret = (await PostAsync($"/v1.0/applications/{id}/addPassword", "{}"))["secretText"]!.GetValue<string>();
        var connector = await PostAsync("/v1.0/connectors", """{"displayName":"Lab","domainDnsName":"lab.test"}""");
        var (connectorId, connectorSecret) = (connector["clientId"]!.GetValue<string>(), connector["clientSecret"]!.GetValue<string>());
        var audited = Count("SELECT COUNT(*) FROM AuditEvent");

        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(id, secret, Resources.Graph)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(connectorId, connectorSecret, Resources.Provisioning)).Status);
        (await SignInAsync(id, "wrong", Resources.Graph)).IsRefusal("KW2760");
        (await SignInAsync(Guid.NewGuid().ToString(), "wrong", Resources.Graph)).IsRefusal("KW2760");
        await _organisation.Server.Get<RefusedSignIns>().FlushAsync();

        Assert.Equal(audited, Count("SELECT COUNT(*) FROM AuditEvent"));
        var ofApplication = await ReadAsync($"/v1.0/auditLogs/signIns?$filter=appId eq '{id}'");
        Assert.Equal([2760, 0], ofApplication.Select(row => row!["status"]!["errorCode"]!.GetValue<int>()));
        Assert.All(ofApplication, row =>
        {
            Assert.Equal(("Inventory", false, "Client secret"), (row!["appDisplayName"]!.GetValue<string>(), row["isInteractive"]!.GetValue<bool>(), row["authenticationDetails"]![0]!["authenticationMethod"]!.GetValue<string>()));
            Assert.Null(row["userId"]);
        });
        Assert.Equal("Lab", Assert.Single(await ReadAsync($"/v1.0/auditLogs/signIns?$filter=appId eq '{connectorId}'"))!["appDisplayName"]!.GetValue<string>());
        // Whom nobody knows stays nameless: what a stranger sent is not kept.
        Assert.Equal(1, Count("SELECT COUNT(*) FROM SignIn WHERE Method = 6 AND AppId IS NULL"));
        Assert.Equal(Count("SELECT COUNT(*) FROM SignIn"), Count("SELECT SUM(Count - Unlisted) FROM SignInHour"));
    }

    [Fact]
    public async Task O06_reading_roles_takes_a_reading_role_or_its_permission_and_nothing_more()
    {
        const string assignments = "/v1.0/roleManagement/directory/roleAssignments";
        const string definitions = "/v1.0/roleManagement/directory/roleDefinitions";
        var id = (await PostAsync("/v1.0/applications", """{"displayName":"Roles"}"""))["id"]!.GetValue<string>();
        var secret = (await PostAsync($"/v1.0/applications/{id}/addPassword", "{}"))["secretText"]!.GetValue<string>();
        var without = JsonNode.Parse((await SignInAsync(id, secret, Resources.Graph)).Body)!["access_token"]!.GetValue<string>();
        (await Client.GetAsync(assignments, without)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        (await Client.GetAsync(definitions, without)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        await PostAsync($"/v1.0/applications/{id}/permissions", """{"permission":"RoleManagement.Read.Directory"}""");
        var token = JsonNode.Parse((await SignInAsync(id, secret, Resources.Graph)).Body)!["access_token"]!.GetValue<string>();

        var roles = await ReadAsync(definitions, token);
        Assert.Equal(6, roles.Count);
        var global = roles.Single(role => role!["displayName"]!.GetValue<string>() == "Global Administrator")!["id"]!.GetValue<string>();
        Assert.Equal("62e90394-69f5-4237-9190-012177145e10", global);
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync($"{definitions}/{global}", token)).Status);
        (await Client.GetAsync($"{definitions}/{Guid.NewGuid()}", token)).IsRefusal("KW2785", HttpStatusCode.NotFound);

        var held = Assert.Single(await ReadAsync($"{assignments}?$filter=roleDefinitionId eq '{global}'", token))!;
        Assert.Single(await ReadAsync($"{assignments}?$filter=principalId eq '{held["principalId"]}' and roleDefinitionId eq '{global}'", token));
        Assert.Empty(await ReadAsync($"{assignments}?$filter=principalId eq '{Guid.NewGuid()}'", token));
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync($"{assignments}/{held["id"]}", token)).Status);
        (await Client.GetAsync($"{assignments}/{Guid.NewGuid()}_{global}", token)).IsRefusal("KW2046", HttpStatusCode.NotFound);
        (await Client.GetAsync($"{assignments}?$filter=role eq 'x'", token)).IsRefusal("KW2783");
        (await Client.GetAsync($"{assignments}?$top=1", token)).IsRefusal("KW2780");
        (await Client.DeleteAsync($"{assignments}/{held["id"]}", token)).IsRefusal("KW2005", HttpStatusCode.Forbidden);

        var mere = await Client.KeyTokenAsync(await _organisation.KeyAsync(await _organisation.PersonAsync()));
        (await Client.GetAsync(assignments, mere)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
    }

    private async Task<JsonNode> PostAsync(string path, string body)
    {
        var reply = await Client.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), _administrator);
        Assert.True((int)reply.Status is 200 or 201, $"{reply.Status} {reply.Body}");
        return JsonNode.Parse(reply.Body)!;
    }

    private async Task<JsonArray> ReadAsync(string path, string? token = null)
    {
        var reply = await Client.GetAsync(path, token ?? _administrator);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Body);
        return JsonNode.Parse(reply.Body)!["value"]!.AsArray();
    }

    private Task<Reply> SignInAsync(string id, string secret, string resource) => Client.TokenAsync(
        ("grant_type", GrantTypes.ClientCredentials), ("client_id", id), ("client_secret", secret), ("scope", resource + "/.default"));

    private long Count(string sql) => _organisation.Server.Get<Store>().Read(session => session.First(sql, row => row.GetInt64(0)));
}
