using System.Net;
using System.Text;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tests.KerberosServers;
using Keyway.Server.Tests.Provisioning;
using Keyway.Server.Tokens;

namespace Keyway.Server.Tests.Accounts;

/// <summary>O06, O07: what each role reaches at the Kerberos servers, and what the role made for them does not reach elsewhere.</summary>
public sealed class HybridIdentityAdministratorTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Theory]
    [InlineData(nameof(Role.GlobalAdministrator))]
    [InlineData(nameof(Role.HybridIdentityAdministrator))]
    public async Task O06_an_administrator_reads_publishes_reports_and_removes_in_every_synced_domain(string role)
    {
        var administrator = await fixture.PersonAsync(Resources.Provisioning, Enum.Parse<Role>(role));
        foreach (var connector in new[] { await fixture.ConnectorAsync(), await fixture.ConnectorAsync() })
        {
            var publisher = new Publisher(connector, fixture.Server.Clock.GetUtcNow());
            await publisher.SyncedAsync();
            var address = $"/kerberosServers/{connector.Domain}/AzureADKerberos";
            var envelope = $$"""{"publication":"{{await publisher.SealAsync(publisher.Publication)}}"}""";
            Assert.Equal("\"1\"", (await administrator.SendAsync(HttpMethod.Put, address, Encoding.UTF8.GetBytes(envelope), null, "application/json")).ETag);
            foreach (var read in new[] { "/kerberosServers", "/kerberosServers/publicationKey", $"/kerberosServers/{connector.Domain}", address, $"{address}/explanations/{Guid.NewGuid()}" })
                Assert.Equal(HttpStatusCode.OK, (await administrator.SendAsync(HttpMethod.Get, read, (byte[]?)null)).Status);
            Assert.Contains(connector.Domain, (await administrator.SendAsync(HttpMethod.Get, "/kerberosServers", (byte[]?)null)).Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NoContent, (await administrator.SendAsync(HttpMethod.Delete, address, (byte[]?)null)).Status);
        }
    }

    [Fact]
    public async Task O06_a_reader_reads_and_changes_nothing()
    {
        var connector = await fixture.ConnectorAsync();
        var publisher = new Publisher(connector, fixture.Server.Clock.GetUtcNow());
        await publisher.PublishedAsync(publisher.Publication);
        var reader = await fixture.PersonAsync(Resources.Provisioning, Role.Reader);
        var address = $"/kerberosServers/{connector.Domain}/AzureADKerberos";
        foreach (var read in new[] { "/kerberosServers", $"/kerberosServers/{connector.Domain}", address, $"{address}/explanations/{Guid.NewGuid()}" })
            Assert.Equal(HttpStatusCode.OK, (await reader.SendAsync(HttpMethod.Get, read, (byte[]?)null)).Status);
        foreach (var (method, path) in new[] { (HttpMethod.Put, address), (HttpMethod.Put, address + "/drift"), (HttpMethod.Delete, address) })
            (await reader.SendAsync(method, path, Encoding.UTF8.GetBytes("{}"), null, "application/json")).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
    }

    [Fact]
    public async Task O06_everybody_else_is_kept_out_and_a_connector_sees_its_own_domain_only()
    {
        var connector = await fixture.ConnectorAsync();
        (await connector.SendAsync(HttpMethod.Get, "/kerberosServers", (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        foreach (var roles in new Role[][] { [], [Role.AuthenticationAdministrator] })
            (await (await fixture.PersonAsync(Resources.Provisioning, roles)).SendAsync(HttpMethod.Get, "/kerberosServers/d1.test", (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        // A connector's role on a person is no authority over any domain.
        var impostor = await fixture.PersonAsync(Resources.Provisioning, Role.Connector);
        (await impostor.SendAsync(HttpMethod.Get, "/kerberosServers/d1.test", (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2411");
        (await impostor.SendAsync(HttpMethod.Delete, "/kerberosServers/d1.test/AzureADKerberos", (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2411");
        // And with a reader's role beside it, it reads as a reader and writes as nobody.
        var both = await fixture.PersonAsync(Resources.Provisioning, Role.Connector, Role.Reader);
        Assert.Equal(HttpStatusCode.OK, (await both.SendAsync(HttpMethod.Get, "/kerberosServers/d1.test", (byte[]?)null)).Status);
        (await both.SendAsync(HttpMethod.Delete, "/kerberosServers/d1.test/AzureADKerberos", (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2411");
        foreach (var resource in new[] { Resources.Graph, Resources.DeviceRegistration })
            (await (await fixture.PersonAsync(resource, Role.HybridIdentityAdministrator)).SendAsync(HttpMethod.Get, "/kerberosServers/d1.test", (byte[]?)null)).AssertRefused(HttpStatusCode.Unauthorized, "KW2004");
    }

    [Fact]
    public async Task O06_the_role_reaches_no_people_no_methods_no_devices_no_connectors_no_policies_and_no_roles()
    {
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var provisioning = await fixture.PersonAsync(Resources.Provisioning, Role.HybridIdentityAdministrator);
        foreach (var path in new[] { "Users", "Users/" + alice, "Groups" })
            (await provisioning.GetAsync(path)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        (await provisioning.PostAsync("Users", connector.User("mallory", 1106))).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        (await provisioning.PatchAsync("Users/" + alice, ScimClient.Patch("replace", "active", false))).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        (await provisioning.DeleteAsync("Users/" + alice)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        (await provisioning.PostAsync("Bulk", new System.Text.Json.Nodes.JsonObject())).AssertRefused(HttpStatusCode.Forbidden, "KW2005");

        var graph = await fixture.PersonAsync(Resources.Graph, Role.HybridIdentityAdministrator);
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, $"/v1.0/users/{alice}"),
            (HttpMethod.Get, $"/v1.0/users/{alice}/authentication/temporaryAccessPassMethods"),
            (HttpMethod.Post, $"/v1.0/users/{alice}/authentication/temporaryAccessPassMethods"),
            (HttpMethod.Get, $"/v1.0/users/{alice}/authentication/fido2Methods"),
            (HttpMethod.Delete, $"/v1.0/users/{alice}/authentication/fido2Methods/AAAA"),
            (HttpMethod.Get, Client.Policy),
            (HttpMethod.Patch, Client.Policy),
            (HttpMethod.Get, "/v1.0/devices"),
            (HttpMethod.Get, "/v1.0/connectors"),
            (HttpMethod.Post, "/v1.0/connectors"),
            (HttpMethod.Delete, $"/v1.0/connectors/{Guid.NewGuid()}"),
            (HttpMethod.Get, "/v1.0/roleManagement/directory/roleAssignments"),
            (HttpMethod.Post, "/v1.0/roleManagement/directory/roleAssignments"),
            (HttpMethod.Delete, "/v1.0/roleManagement/directory/roleAssignments/x"),
        })
        {
            (await graph.SendAsync(method, path, Encoding.UTF8.GetBytes("{}"), null, "application/json")).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        }
    }

    [Fact]
    public async Task O06_an_authentication_administrator_cannot_reach_the_methods_of_a_person_with_the_role()
    {
        var target = await fixture.PersonAsync(Resources.Graph, Role.HybridIdentityAdministrator);
        var administrator = await fixture.PersonAsync(Resources.Graph, Role.AuthenticationAdministrator);
        (await administrator.SendAsync(HttpMethod.Post, $"/v1.0/users/{target.AccountId}/authentication/temporaryAccessPassMethods", Encoding.UTF8.GetBytes("{}"), null, "application/json"))
            .AssertRefused(HttpStatusCode.Forbidden, "KW2005");
    }

    [Theory]
    [InlineData("pwd")]
    [InlineData("fido")]
    [InlineData("otp")]
    [InlineData("certificate")]
    [InlineData(null)]
    public async Task O06_one_factor_never_administers(string? method)
    {
        var account = (await fixture.Accounts.CreateAsync($"{Guid.NewGuid()}@contoso.corp.com", "A", new HashSet<Role> { Role.GlobalAdministrator }, CancellationToken.None)).Value;
        foreach (var (resource, path) in new[] { (Resources.Provisioning, "/kerberosServers"), (Resources.Provisioning, "/scim/v2/Users"), (Resources.Graph, "/v1.0/connectors") })
        {
            var token = fixture.Server.Get<AccessTokens>().Issue(new Caller(account.Id, null, resource, account.Roles, method is null ? [] : [method], fixture.Server.Clock.GetUtcNow(), null));
            (await new ScimClient(fixture.Server.Http, token, "x", 0).SendAsync(HttpMethod.Get, path, (byte[]?)null)).AssertRefused(HttpStatusCode.Forbidden, "KW2040");
        }
    }

    [Fact]
    public async Task The_role_signs_in_by_key_or_pass_for_provisioning_and_loses_it_with_the_role()
    {
        await using var organisation = await Organisation.StartAsync();
        var client = organisation.Client;
        var person = await organisation.PersonAsync("hanna");
        var administrator = await organisation.AdministratorTokenAsync();
        const string assignments = "/v1.0/roleManagement/directory/roleAssignments";
        var hybrid = Guid.Parse("8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2");

        (await client.PassAsync(person.UserName, await organisation.PassAsync(person), Resources.Provisioning)).IsRefusal("KW2308");
        var reply = await client.PostAsync(assignments, new RoleAssignment(person.Id, hybrid), ContractsJson.Default.RoleAssignment, administrator);
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        var assignment = reply.As(ContractsJson.Default.RoleAssignment);
        Assert.Contains(assignment.Id!, (await client.GetAsync(assignments, administrator)).Body, StringComparison.Ordinal);

        var byPass = await client.PassTokenAsync(person.UserName, await organisation.PassAsync(person), Resources.Provisioning);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/kerberosServers", byPass)).Status);
        var byKey = await client.KeyTokenAsync(await organisation.KeyAsync(person), Resources.Provisioning);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/kerberosServers", byKey)).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"{assignments}/{assignment.Id}", administrator)).Status);
        (await client.GetAsync("/kerberosServers", byKey)).IsRefusal("KW2005", HttpStatusCode.Forbidden);
        (await client.DeleteAsync($"{assignments}/{assignment.Id}", administrator)).IsRefusal("KW2046", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task O06_a_role_assignment_names_a_person_and_a_role_and_the_last_administrator_stays()
    {
        await using var organisation = await Organisation.StartAsync();
        var client = organisation.Client;
        var token = await organisation.AdministratorTokenAsync();
        const string assignments = "/v1.0/roleManagement/directory/roleAssignments";
        var person = await organisation.PersonAsync("ida");
        var global = Guid.Parse("62e90394-69f5-4237-9190-012177145e10");
        foreach (var wrong in new[] { new RoleAssignment(Guid.NewGuid(), global), new RoleAssignment(person.Id, Guid.NewGuid()), new RoleAssignment(person.Id, global, "/administrativeUnits/1") })
            (await client.PostAsync(assignments, wrong, ContractsJson.Default.RoleAssignment, token)).IsRefusal("KW2045", HttpStatusCode.BadRequest);
        var first = organisation.Server.Get<AccountDirectory>().FindByUserName(organisation.Server.Administrator.UserName)!;
        (await client.DeleteAsync($"{assignments}/{first.Id}_{global}", token)).IsRefusal("KW2521");
        var mere = await client.KeyTokenAsync(await organisation.KeyAsync(person));
        (await client.PostAsync(assignments, new RoleAssignment(person.Id, global), ContractsJson.Default.RoleAssignment, mere)).IsRefusal("KW2005");
        foreach (var id in new[] { "x", "x_y", $"{first.Id}_{Guid.NewGuid()}", $"{Guid.NewGuid()}_{global}" })
            (await client.DeleteAsync($"{assignments}/{id}", token)).IsRefusal("KW2046");
    }
}
