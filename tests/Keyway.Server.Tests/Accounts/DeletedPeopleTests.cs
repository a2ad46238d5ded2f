using System.Net;
using System.Text.Json.Nodes;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Accounts;

public sealed class DeletedPeopleTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private const string Items = "/v1.0/directory/deletedItems/";

    [Fact]
    public async Task A_deleted_person_is_listed_looked_at_and_restored_with_groups()
    {
        var (connector, administrator) = (await fixture.ConnectorAsync(), await GraphAsync());
        var id = await connector.CreateUserAsync("alice", 1105);
        var group = await connector.CreateGroupAsync("denied", 1201, id);
        var left = await connector.CreateGroupAsync("left", 1202, id);
        var gone = await connector.CreateGroupAsync("gone", 1203, id);
        Assert.Equal(HttpStatusCode.NoContent, (await connector.DeleteAsync("Users/" + id)).Status);
        Assert.Equal("W/\"2\"", (await connector.GetAsync("Groups/" + group)).ETag);
        Assert.Empty((await connector.GetAsync("Groups/" + group)).Json["members"]!.AsArray());
        await connector.DeleteAsync("Groups/" + gone);
        await connector.PatchAsync("Groups/" + left, ScimClient.Patch("remove", $"members[value eq \"{id}\"]", null));

        var item = await administrator.SendAsync(HttpMethod.Get, Items + id, (byte[]?)null);
        Assert.Equal(
            ($"alice@{connector.Domain}", true, "#microsoft.graph.user"),
            (item.Json["userPrincipalName"]!.GetValue<string>(), item.Json["onPremisesSyncEnabled"]!.GetValue<bool>(), item.Json["@odata.type"]!.GetValue<string>()));
        var list = await administrator.SendAsync(HttpMethod.Get, Items + "microsoft.graph.user", (byte[]?)null);
        Assert.Contains(id, list.Json["value"]!.AsArray().Select(person => person!["id"]!.GetValue<string>()));

        var restored = await administrator.SendAsync(HttpMethod.Post, $"{Items}{id}/restore", (byte[]?)null);
        Assert.Equal((HttpStatusCode.OK, id), (restored.Status, restored.Id));
        Assert.Equal([group], fixture.Accounts.GroupsOf(fixture.Accounts.Find(Guid.Parse(id))!).Ids.Select(found => found.ToString("D")));
        Assert.Equal("W/\"3\"", (await connector.GetAsync("Groups/" + group)).ETag);
        (await administrator.SendAsync(HttpMethod.Post, $"{Items}{id}/restore", (byte[]?)null)).AssertRefused(HttpStatusCode.NotFound, "KW2532");

        // The domain has the last word: its next sync finds the person here, and takes it away again or goes on with it.
        Assert.Equal(HttpStatusCode.OK, (await connector.PutAsync("Users/" + id, connector.User("alice", 1105))).Status);
        Assert.Equal(["account-created", "account-deleted", "account-restored"], Activities(id));
    }

    [Fact]
    public async Task A_name_that_somebody_took_meanwhile_is_not_taken_back()
    {
        var (provisioner, administrator) = (await fixture.AdministratorAsync(), await GraphAsync());
        var name = $"m{Guid.NewGuid():N}@contoso.corp.com";
        var first = (await provisioner.PostAsync("Users", new JsonObject { ["userName"] = name })).Id;
        await provisioner.DeleteAsync("Users/" + first);
        var second = (await provisioner.PostAsync("Users", new JsonObject { ["userName"] = name.ToUpperInvariant() })).Id;
        (await administrator.SendAsync(HttpMethod.Post, $"{Items}{first}/restore", (byte[]?)null)).AssertRefused(HttpStatusCode.Conflict, "KW2533");
        await provisioner.DeleteAsync("Users/" + second);
        Assert.Equal(HttpStatusCode.OK, (await administrator.SendAsync(HttpMethod.Post, $"{Items}{first}/restore", (byte[]?)null)).Status);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        var (provisioner, administrator) = (await fixture.AdministratorAsync(), await GraphAsync());
        var ids = new List<string>();
        for (var index = 0; index < 5; index++)
        {
            ids.Add((await provisioner.PostAsync("Users", new JsonObject { ["userName"] = $"p{Guid.NewGuid():N}@contoso.corp.com" })).Id);
            await provisioner.DeleteAsync("Users/" + ids[^1]);
        }

        var seen = new List<string>();
        var next = Items + "microsoft.graph.user?$top=2";
        while (next is not null)
        {
            var page = (await administrator.SendAsync(HttpMethod.Get, next, (byte[]?)null)).Json;
            seen.AddRange(page["value"]!.AsArray().Select(person => person!["id"]!.GetValue<string>()));
            next = page["@odata.nextLink"]?.GetValue<string>()["https://localhost".Length..];
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(ids.Except(seen));
        foreach (var query in new[] { "$top=0", "$top=1000", "$top=x", "$skiptoken=x", "$skiptoken=1_2", "$skiptoken=99999999999999999_" + Guid.Empty })
            (await administrator.SendAsync(HttpMethod.Get, Items + "microsoft.graph.user?" + query, (byte[]?)null)).AssertRefused(HttpStatusCode.BadRequest, "KW2534");
    }

    [Fact]
    public async Task O06_a_reader_looks_and_only_a_global_administrator_restores_or_forgets()
    {
        var provisioner = await fixture.AdministratorAsync();
        var id = (await provisioner.PostAsync("Users", new JsonObject { ["userName"] = $"r{Guid.NewGuid():N}@contoso.corp.com" })).Id;
        await provisioner.DeleteAsync("Users/" + id);
        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        Assert.Equal(HttpStatusCode.OK, (await reader.SendAsync(HttpMethod.Get, Items + id, (byte[]?)null)).Status);
        foreach (var role in new[] { Role.Reader, Role.AuthenticationAdministrator, Role.HybridIdentityAdministrator })
        {
            var person = await fixture.PersonAsync(Resources.Graph, role);
            (await person.SendAsync(HttpMethod.Post, $"{Items}{id}/restore", (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
            (await person.SendAsync(HttpMethod.Delete, Items + id, (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        }

        (await provisioner.SendAsync(HttpMethod.Delete, Items + id, (byte[]?)null)).AssertRefused(HttpStatusCode.Unauthorized, "KW2004");
        (await (await GraphAsync()).SendAsync(HttpMethod.Delete, Items + (await provisioner.PostAsync("Users", new JsonObject { ["userName"] = $"l{Guid.NewGuid():N}@contoso.corp.com" })).Id, (byte[]?)null))
            .AssertRefused(HttpStatusCode.NotFound, "KW2532");
    }

    [Fact]
    public async Task Keys_come_back_with_their_person_and_nothing_is_left_of_one_who_is_forgotten()
    {
        await using var organisation = await Organisation.StartAsync();
        var alice = await organisation.PersonAsync();
        var key = await organisation.KeyAsync(alice);
        var device = await organisation.DeviceAsync(key);
        (await organisation.Client.SignInAsync(device, key)).As(ContractsJson.Default.PrtResponse);
        await organisation.PassAsync(alice);
        await DeleteAsync(organisation, alice.Id);
        (await organisation.Client.KeyAsync(key)).IsRefusal("KW2050");

        var token = await organisation.AdministratorTokenAsync();
        Assert.Equal(HttpStatusCode.OK, (await organisation.Client.SendAsync(HttpMethod.Post, $"{Items}{alice.Id}/restore", null, token)).Status);
        (await organisation.Client.KeyAsync(key)).As(ContractsJson.Default.TokenResponse);

        await DeleteAsync(organisation, alice.Id);
        Assert.Equal(HttpStatusCode.NoContent, (await organisation.Client.DeleteAsync(Items + alice.Id, token)).Status);
        foreach (var (table, column) in new[]
        {
            ("SecurityKey", "UserId"), ("TemporaryAccessPass", "UserId"), ("TemporaryAccessPassLockout", "UserId"), ("PrimaryRefreshToken", "UserId"), ("Device", "OwnerId"), ("DeviceCertificate", "JoinedBy"),
            ("RoleAssignment", "AccountId"), ("Membership", "MemberId"), ("DeletedMembership", "MemberId"), ("Account", "Id"),
        })
        {
            var left = organisation.Server.Get<Store>().Read(session => session.First($"SELECT COUNT(*) FROM {table} WHERE {column} = @p0", row => row.GetInt64(0), alice.Id));
            Assert.Equal((table, 0L), (table, left));
        }
    }

    private static async Task DeleteAsync(Organisation organisation, Guid id)
    {
        var users = organisation.Server.Get<UserProvisioning>();
        Assert.True((await organisation.Server.Get<DurableWriter>().WriteAsync(session => users.Delete(session, new ScimAuthority(null, null), id, null), TestContext.Current.CancellationToken)).Succeeded);
    }

    private Task<ScimClient> GraphAsync() => fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator);

    private List<string> Activities(string target) => fixture.Server.Get<Store>().Read(session =>
        session.All("SELECT Activity FROM AuditEvent WHERE TargetId = @p0 ORDER BY Activity", row => row.GetString(0), Guid.Parse(target)));
}
