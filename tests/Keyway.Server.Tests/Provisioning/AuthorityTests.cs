using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>Attacks on and by connectors: families K17, K18, O06 and O07.</summary>
public sealed class AuthorityTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public async Task K18_the_SID_of_a_person_never_changes()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        var other = connector.User("alice", 1105);
        other[ScimSchemas.OnPremises]!["securityIdentifier"] = $"{connector.DomainSid}-500";
        (await connector.PutAsync("Users/" + id, other)).AssertRefused(HttpStatusCode.BadRequest, "KW2518");
        (await connector.PatchAsync("Users/" + id, ScimClient.Patch("replace", $"{ScimSchemas.OnPremises}:securityIdentifier", $"{connector.DomainSid}-500"))).AssertRefused(HttpStatusCode.BadRequest, "KW2518");
        await connector.DeleteAsync("Users/" + id);
        (await connector.PostAsync("Users", other)).AssertRefused(HttpStatusCode.BadRequest, "KW2518");
    }

    [Fact]
    public async Task K18_the_SID_of_a_group_never_changes()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateGroupAsync("group", 1201);
        var other = connector.Group("group", 1201);
        other[ScimSchemas.OnPremises]!["securityIdentifier"] = $"{connector.DomainSid}-1202";
        (await connector.PutAsync("Groups/" + id, other)).AssertRefused(HttpStatusCode.BadRequest, "KW2518");
    }

    [Fact]
    public async Task K18_SID_and_account_name_of_a_synced_person_are_the_domains_alone()
    {
        var (own, foreign) = (await fixture.ConnectorAsync(), await fixture.ConnectorAsync());
        var id = await own.CreateUserAsync("alice", 1105);
        ScimClient[] others =
        [
            foreign, await fixture.AdministratorAsync(), await fixture.PersonAsync(Resources.Provisioning, Role.HybridIdentityAdministrator),
            await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator), await fixture.PersonAsync(Resources.Graph, Role.AuthenticationAdministrator),
        ];
        foreach (var other in others)
        {
            foreach (var (attribute, value) in new[] { ("samAccountName", "administrator"), ("securityIdentifier", $"{own.DomainSid}-500"), ("domainNetBiosName", "X"), ("domainDnsName", foreign.Domain) })
            {
                await RefusedAsync(other.PatchAsync("Users/" + id, ScimClient.Patch("replace", $"{ScimSchemas.OnPremises}:{attribute}", value)));
                await RefusedAsync(other.PatchAsync("Users/" + id, ScimClient.Patch("add", null, new JsonObject { [ScimSchemas.OnPremises] = new JsonObject { [attribute] = value } })));
            }

            await RefusedAsync(other.PatchAsync("Users/" + id, ScimClient.Patch("remove", ScimSchemas.OnPremises, null)));
            await RefusedAsync(other.PutAsync("Users/" + id, own.User("administrator", 1105)));
            await RefusedAsync(other.DeleteAsync("Users/" + id));
            var bulk = BulkTests.Operation("PATCH", "/Users/" + id, null, ScimClient.Patch("replace", $"{ScimSchemas.OnPremises}:samAccountName", "administrator"));
            var reply = await other.PostAsync("Bulk", BulkTests.Request([bulk]));
            Assert.True(reply.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized || reply.Json["Operations"]![0]!["status"]!.GetValue<string>() == "403", reply.Text);
            foreach (var method in new[] { HttpMethod.Patch, HttpMethod.Put, HttpMethod.Post })
                Assert.False((int)(await other.SendAsync(method, "/v1.0/users/" + id, """{"onPremisesSamAccountName":"administrator","onPremisesSecurityIdentifier":"S-1-5-21-1-2-3-500"}""")).Status is >= 200 and < 300);
        }

        var account = fixture.Accounts.Find(Guid.Parse(id))!.OnPremises!;
        Assert.Equal(("alice", $"{own.DomainSid}-1105"), (account.SamAccountName, account.Sid.ToString()));

        // The domain itself renames, and it can be found later who was called what.
        Assert.Equal(HttpStatusCode.OK, (await own.PatchAsync("Users/" + id, ScimClient.Patch("replace", $"{ScimSchemas.OnPremises}:samAccountName", "asmith"))).Status);
        var detail = fixture.Server.Get<Store>().Read(session =>
            session.First("SELECT Detail FROM AuditEvent WHERE TargetId = @p0 AND Activity = 'account-renamed'", row => row.GetString(0), Guid.Parse(id)))!;
        Assert.Contains("\"samAccountName\":\"alice\",\"newSamAccountName\":\"asmith\"", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task O07_the_same_name_in_two_domains_is_the_first_ones_and_an_alarm()
    {
        var (first, second) = (await fixture.ConnectorAsync(), await fixture.ConnectorAsync());
        var alice = first.User("alice", 1105);
        alice["userName"] = $"Alice@shared{first.Domain}";
        var id = (await first.PostAsync("Users", alice)).Id;
        var twin = second.User("alice", 1105);
        twin["userName"] = $"aLICE@SHARED{first.Domain}";
        (await second.PostAsync("Users", twin)).AssertRefused(HttpStatusCode.Conflict, "KW2520");
        var bob = await second.CreateUserAsync("bob", 1106);
        (await second.PatchAsync("Users/" + bob, ScimClient.Patch("replace", "userName", twin["userName"]!.DeepClone()))).AssertRefused(HttpStatusCode.Conflict, "KW2520");
        var bulk = await second.PostAsync("Bulk", BulkTests.Request([BulkTests.Operation("POST", "/Users", "twin", twin)]));
        Assert.Equal("409", bulk.Json["Operations"]![0]!["status"]!.GetValue<string>());
        Assert.Equal(3, fixture.Server.Log.Lines.Count(line => line.Contains("ALARM KW2520", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal)));
        Assert.Equal(Guid.Parse(id), fixture.Accounts.FindByUserName($"alice@shared{first.Domain}")!.Id);

        // The same anchor and RID in another domain are another object.
        var own = await second.PostAsync("Users", second.User("alice", 1105));
        Assert.Equal(HttpStatusCode.Created, own.Status);
        Assert.NotEqual(id, own.Id);

        // Once the first gives the name up, it is free.
        await first.DeleteAsync("Users/" + id);
        Assert.Equal(HttpStatusCode.OK, (await second.PatchAsync("Users/" + bob, ScimClient.Patch("replace", "userName", twin["userName"]!.DeepClone()))).Status);
        (await first.PostAsync("Users", alice)).AssertRefused(HttpStatusCode.Conflict, "KW2520");
    }

    private static async Task RefusedAsync(Task<ScimReply> sent)
    {
        var reply = await sent;
        Assert.True(reply.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, reply.Text);
    }

    [Fact]
    public async Task K18_two_objects_never_share_a_SID_or_an_anchor()
    {
        var connector = await fixture.ConnectorAsync();
        await connector.CreateUserAsync("alice", 1105);
        await connector.CreateGroupAsync("group", 1201);
        var twin = connector.User("mallory", 1106);
        twin[ScimSchemas.OnPremises]!["securityIdentifier"] = $"{connector.DomainSid}-1105";
        (await connector.PostAsync("Users", twin)).AssertRefused(HttpStatusCode.Conflict, "KW2517");
        (await connector.PostAsync("Users", connector.User("mallory", 1105))).AssertRefused(HttpStatusCode.Conflict, "KW2516");
        (await connector.PostAsync("Groups", connector.Group("other", 1201))).AssertRefused(HttpStatusCode.Conflict, "KW2516");
        var twinGroup = connector.Group("other", 1202);
        twinGroup[ScimSchemas.OnPremises]!["securityIdentifier"] = $"{connector.DomainSid}-1201";
        (await connector.PostAsync("Groups", twinGroup)).AssertRefused(HttpStatusCode.Conflict, "KW2517");
    }

    [Fact]
    public async Task The_anchor_of_a_synced_person_never_changes()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        var moved = connector.User("alice", 1105);
        moved["externalId"] = "another";
        (await connector.PutAsync("Users/" + id, moved)).AssertRefused(HttpStatusCode.BadRequest, "KW2519");
        (await connector.PatchAsync("Users/" + id, ScimClient.Patch("remove", "externalId", null))).AssertRefused(HttpStatusCode.BadRequest, "KW2515");
    }

    [Fact]
    public async Task O07_a_connector_cannot_take_the_name_of_a_cloud_only_administrator()
    {
        var connector = await fixture.ConnectorAsync();
        var administrator = await fixture.AdministratorAsync();
        var takeover = connector.User("alice", 1105);
        takeover["userName"] = administrator.Domain.ToUpperInvariant();
        (await connector.PostAsync("Users", takeover)).AssertRefused(HttpStatusCode.Conflict, "KW2520");
        var id = await connector.CreateUserAsync("alice", 1105);
        (await connector.PutAsync("Users/" + id, takeover)).AssertRefused(HttpStatusCode.Conflict, "KW2520");
        var account = fixture.Accounts.FindByUserName(administrator.Domain)!;
        Assert.Equal((administrator.AccountId, (OnPremisesAccount?)null), (account.Id, account.OnPremises));
    }

    [Fact]
    public async Task O07_a_connector_cannot_touch_what_it_does_not_manage()
    {
        var (own, foreign) = (await fixture.ConnectorAsync(), await fixture.ConnectorAsync());
        var administrator = await fixture.AdministratorAsync();
        var user = await foreign.CreateUserAsync("victim", 1105);
        var group = await foreign.CreateGroupAsync("victims", 1201, user);
        foreach (var target in new[] { user, administrator.AccountId.ToString("D") })
        {
            (await own.GetAsync("Users/" + target)).AssertRefused(HttpStatusCode.NotFound, "KW2510");
            (await own.PutAsync("Users/" + target, own.User("x", 1105))).AssertRefused(HttpStatusCode.Forbidden, "KW2512");
            (await own.PatchAsync("Users/" + target, ScimClient.Patch("replace", "active", false))).AssertRefused(HttpStatusCode.Forbidden, "KW2512");
            (await own.DeleteAsync("Users/" + target)).AssertRefused(HttpStatusCode.Forbidden, "KW2512");
            (await own.PostAsync("Groups", own.Group("mine", 1201, target))).AssertRefused(HttpStatusCode.Forbidden, "KW2523");
        }

        (await own.PatchAsync("Groups/" + group, ScimClient.Patch("remove", "members", null))).AssertRefused(HttpStatusCode.Forbidden, "KW2512");
        (await own.DeleteAsync("Groups/" + group)).AssertRefused(HttpStatusCode.Forbidden, "KW2512");
        (await own.GetAsync("Groups/" + group)).AssertRefused(HttpStatusCode.NotFound, "KW2510");
        Assert.Equal(0, (await own.GetAsync($"Users?filter=userName eq \"victim@{foreign.Domain}\"")).Json["totalResults"]!.GetValue<int>());
        Assert.Equal(0, (await own.GetAsync("Groups")).Json["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_connector_writes_facts_of_its_own_domain_only()
    {
        var (own, foreign) = (await fixture.ConnectorAsync(), await fixture.ConnectorAsync());
        (await own.PostAsync("Users", foreign.User("alice", 1105))).AssertRefused(HttpStatusCode.Forbidden, "KW2513");
        (await own.PostAsync("Groups", foreign.Group("group", 1105))).AssertRefused(HttpStatusCode.Forbidden, "KW2513");
        var bare = own.User("alice", 1105);
        bare.Remove(ScimSchemas.OnPremises);
        (await own.PostAsync("Users", bare)).AssertRefused(HttpStatusCode.BadRequest, "KW2515");
        var id = await own.CreateUserAsync("alice", 1105);
        (await own.PatchAsync("Users/" + id, ScimClient.Patch("replace", $"{ScimSchemas.OnPremises}:domainDnsName", foreign.Domain))).AssertRefused(HttpStatusCode.Forbidden, "KW2513");
        (await own.PatchAsync("Users/" + id, ScimClient.Patch("remove", ScimSchemas.OnPremises, null))).AssertRefused(HttpStatusCode.BadRequest, "KW2515");
    }

    [Fact]
    public async Task O06_an_administrator_writes_no_on_premises_facts()
    {
        var connector = await fixture.ConnectorAsync();
        var administrator = await fixture.AdministratorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        (await administrator.PostAsync("Users", connector.User("bob", 1106))).AssertRefused(HttpStatusCode.Forbidden, "KW2513");
        (await administrator.PatchAsync("Users/" + id, ScimClient.Patch("replace", $"{ScimSchemas.OnPremises}:samAccountName", "root"))).AssertRefused(HttpStatusCode.Forbidden, "KW2512");
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("Users/" + id)).Status);
    }

    [Fact]
    public async Task O06_nobody_writes_without_the_role_and_the_right_audience()
    {
        var connector = await fixture.ConnectorAsync();
        var body = new JsonObject { ["userName"] = "new@contoso.corp.com" };
        (await (await fixture.PersonAsync(Resources.Provisioning)).PostAsync("Users", body)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        (await (await fixture.PersonAsync(Resources.Provisioning, Role.Reader)).PostAsync("Users", body)).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        (await (await fixture.PersonAsync(Resources.Provisioning, Role.Connector)).PostAsync("Users", connector.User("alice", 1105))).AssertRefused(HttpStatusCode.Forbidden, "KW2005");
        (await (await fixture.PersonAsync(Resources.Graph, Role.GlobalAdministrator)).PostAsync("Users", body)).AssertRefused(HttpStatusCode.Unauthorized, "KW2004");
        Assert.Equal(HttpStatusCode.OK, (await (await fixture.PersonAsync(Resources.Provisioning, Role.Reader)).GetAsync("Users")).Status);
    }

    [Fact]
    public async Task O06_roles_cannot_be_given_by_provisioning()
    {
        var administrator = await fixture.AdministratorAsync();
        var body = new JsonObject { ["userName"] = "ambitious@contoso.corp.com", ["roles"] = new JsonArray("GlobalAdministrator"), ["id"] = administrator.AccountId.ToString("D") };
        var created = await administrator.PostAsync("Users", body);
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.NotEqual(administrator.AccountId.ToString("D"), created.Id);
        Assert.Empty(fixture.Accounts.Find(Guid.Parse(created.Id))!.Roles);
    }

    [Theory]
    [InlineData("securityIdentifier", "S-1-5-32-544")]
    [InlineData("securityIdentifier", "S-1-5-21-1-2-3")]
    [InlineData("securityIdentifier", "S-1-5-21-1-2-3-99999999999")]
    [InlineData("samAccountName", "alice@OTHER.REALM")]
    [InlineData("samAccountName", "krbtgt/OTHER")]
    [InlineData("samAccountName", "")]
    [InlineData("samAccountName", "a\nb")]
    [InlineData("domainNetBiosName", "LONGERTHANFIFTEEN")]
    [InlineData("accountExpires", "tomorrow")]
    [InlineData("primaryGroupSid", "S-1-5-32-544")]
    public async Task Facts_out_of_their_range_are_refused_by_name(string attribute, string value)
    {
        var connector = await fixture.ConnectorAsync();
        var body = connector.User("alice", 1105);
        body[ScimSchemas.OnPremises]![attribute] = value;
        var reply = await connector.PostAsync("Users", body);
        reply.AssertRefused(HttpStatusCode.BadRequest, "KW2501");
        Assert.Contains(attribute, reply.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("{\"userName\":\"a@b\",\"userName\":\"c@d\"}")]
    [InlineData("{\"userName\":\"a@b\",\"USERNAME\":\"c@d\"}")]
    [InlineData("{\"userName\":\"a@b\"")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}")]
    public async Task JSON_that_two_readers_could_read_differently_is_refused(string body)
    {
        var administrator = await fixture.AdministratorAsync();
        (await administrator.SendAsync(HttpMethod.Post, "/scim/v2/Users", body)).AssertRefused(HttpStatusCode.BadRequest, "KW2500");
    }

    [Theory]
    [InlineData("POST", "Users")]
    [InlineData("PUT", "Users/{0}")]
    [InlineData("PATCH", "Users/{0}")]
    [InlineData("POST", "Groups")]
    [InlineData("PATCH", "Groups/{1}")]
    [InlineData("POST", "Bulk")]
    public async Task A_mutated_body_is_answered_or_refused_and_never_a_fault(string method, string path)
    {
        var connector = await fixture.ConnectorAsync();
        var user = await connector.CreateUserAsync("alice", 1105);
        var group = await connector.CreateGroupAsync("group", 1201, user);
        var seed = Encoding.UTF8.GetBytes((path switch
        {
            "Bulk" => BulkTests.Request(
            [
                BulkTests.Operation("POST", "/Users", "u", connector.User("bob", 1106)),
                BulkTests.Operation("POST", "/Groups", "g", connector.Group("other", 1202, "bulkId:u", "bulkId:g2")),
                BulkTests.Operation("POST", "/Groups", "g2", connector.Group("third", 1203, "bulkId:g")),
                BulkTests.Operation("PATCH", "/Groups/" + group, null, ScimClient.Patch("remove", $"members[value eq \"{user}\"]", null)),
            ]),
            "Groups" => connector.Group("other", 1202, user),
            "Groups/{1}" => ScimClient.Patch("add", "members", ScimClient.Members(user)),
            "Users/{0}" when method == "PATCH" => ScimClient.Patch("replace", null, connector.User("alice", 1105)),
            _ => connector.User("alice", 1105),
        }).ToJsonString());
        var address = "/scim/v2/" + path.Replace("{0}", user, StringComparison.Ordinal).Replace("{1}", group, StringComparison.Ordinal);
        var random = new Random(2500);
        for (var round = 0; round < 250; round++)
        {
            var body = Mutation.Of(seed, random);
            var reply = await connector.SendAsync(new HttpMethod(method), address, body);
            Assert.True((int)reply.Status < 500 && ((int)reply.Status < 400 || reply.Text.Contains("KW2", StringComparison.Ordinal)), Encoding.UTF8.GetString(body) + reply.Text);
        }
    }
}
