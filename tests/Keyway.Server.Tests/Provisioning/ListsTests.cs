using System.Net;
using System.Text.Json.Nodes;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Server.Accounts;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>Projection, order, searches by body, versions and what is not served.</summary>
public sealed class ListsTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Theory]
    [InlineData("attributes=userName", "schemas,id,userName")]
    [InlineData("attributes=USERNAME,urn:ietf:params:scim:schemas:core:2.0:User:displayName", "schemas,userName,id,displayName")]
    [InlineData("attributes=meta.version", "schemas,id,meta")]
    [InlineData("attributes=urn:keyway:params:scim:schemas:extension:onpremises:2.0:samAccountName", "schemas,id,urn:keyway:params:scim:schemas:extension:onpremises:2.0")]
    [InlineData("attributes=nothing", "schemas,id")]
    [InlineData("excludedAttributes=id,schemas,meta,emails,active,externalId,urn:keyway:params:scim:schemas:extension:onpremises:2.0", "schemas,userName,id,displayName")]
    public async Task A_projection_shows_what_it_names(string query, string expected)
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        foreach (var shown in new[] { (await connector.GetAsync($"Users/{id}?{query}")).Json, (await connector.GetAsync($"Users?{query}")).Json["Resources"]![0]! })
            Assert.Equal(expected.Split(',').Order(), shown.AsObject().Select(member => member.Key).Order());
    }

    [Fact]
    public async Task A_projection_reaches_into_attributes_and_binds_changes_too()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        var some = (await connector.GetAsync($"Users/{id}?attributes=emails.value,{ScimSchemas.OnPremises}:samAccountName")).Json;
        Assert.Equal("""[{"value":"alice@""" + connector.Domain + "\"}]", some["emails"]!.ToJsonString());
        Assert.Equal("""{"samAccountName":"alice"}""", some[ScimSchemas.OnPremises]!.ToJsonString());
        var most = (await connector.GetAsync($"Users/{id}?excludedAttributes=emails.primary")).Json;
        Assert.DoesNotContain("primary\"", most["emails"]!.ToJsonString(), StringComparison.Ordinal);
        var put = await connector.PutAsync($"Users/{id}?attributes=userName", connector.User("alice", 1105));
        Assert.Equal(3, put.Json.AsObject().Count);
        (await connector.GetAsync("Users?attributes=userName&excludedAttributes=emails")).AssertRefused(HttpStatusCode.BadRequest, "KW2501");
        (await connector.PutAsync($"Users/{id}?attributes=userName&excludedAttributes=emails", connector.User("alice", 1105))).AssertRefused(HttpStatusCode.BadRequest, "KW2501");
        var group = await connector.CreateGroupAsync("group", 1201, id);
        var patched = await connector.PatchAsync($"Groups/{group}?attributes=displayName", ScimClient.Patch("replace", "displayName", "New"));
        Assert.Equal((HttpStatusCode.OK, "New", null), (patched.Status, patched.Json["displayName"]!.GetValue<string>(), patched.Json["members"]));
    }

    [Theory]
    [InlineData("sortBy=displayName", "ann,Bob,carl")]
    [InlineData("sortBy=displayName&sortOrder=descending", "carl,Bob,ann")]
    [InlineData("sortBy=urn:keyway:params:scim:schemas:extension:onpremises:2.0:passwordExpires", "carl,ann,Bob")]
    [InlineData("sortBy=userName&startIndex=2&count=1", "Bob")]
    public async Task A_list_comes_in_the_order_that_is_asked_for(string query, string expected)
    {
        var connector = await fixture.ConnectorAsync();
        foreach (var (name, rid, expires) in new[] { ("carl", 1105, "2026-01-01T00:00:00Z"), ("ann", 1106, "2027-01-01T00:00:00Z"), ("Bob", 1107, null) })
        {
            var user = connector.User(name, rid);
            user[ScimSchemas.OnPremises]!["passwordExpires"] = expires;
            Assert.Equal(HttpStatusCode.Created, (await connector.PostAsync("Users", user)).Status);
        }

        var reply = await connector.GetAsync("Users?" + query);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        Assert.Equal(expected, string.Join(',', reply.Json["Resources"]!.AsArray().Select(user => user!["displayName"]!.GetValue<string>())));
    }

    [Theory]
    [InlineData("sortBy=shoeSize")]
    [InlineData("sortBy=members")]
    [InlineData("sortBy=id;%20DROP%20TABLE%20Account")]
    [InlineData("sortBy=userName&sortOrder=sideways")]
    public async Task An_order_that_is_none_is_refused(string query)
    {
        var connector = await fixture.ConnectorAsync();
        (await connector.GetAsync("Groups?" + query)).AssertRefused(HttpStatusCode.BadRequest, "KW2501");
    }

    [Fact]
    public async Task A_search_by_body_is_a_list_and_a_reader_may_search()
    {
        var connector = await fixture.ConnectorAsync();
        await connector.CreateUserAsync("alice", 1105);
        await connector.CreateUserAsync("bob", 1106);
        var search = new JsonObject
        {
            ["schemas"] = new JsonArray(ScimSchemas.SearchRequest),
            ["attributes"] = new JsonArray("userName"),
            ["filter"] = "userName sw \"b\"",
            ["sortBy"] = "userName",
            ["startIndex"] = 1,
            ["count"] = 10,
        };
        var reply = await connector.PostAsync("Users/.search", search);
        Assert.Equal((HttpStatusCode.OK, 1), (reply.Status, reply.Json["totalResults"]!.GetValue<int>()));
        Assert.Equal(3, reply.Json["Resources"]![0]!.AsObject().Count);
        var reader = await fixture.PersonAsync(Resources.Provisioning, Role.Reader);
        Assert.Equal(HttpStatusCode.OK, (await reader.PostAsync("Groups/.search", new JsonObject())).Status);
        Assert.Equal(HttpStatusCode.OK, (await reader.PostAsync("Devices/.search", new JsonObject())).Status);
        (await connector.PostAsync("Users/.search", new JsonObject { ["filter"] = 5 })).AssertRefused(HttpStatusCode.BadRequest, "KW2502");
        (await connector.PostAsync("Users/.search", new JsonObject { ["count"] = "many" })).AssertRefused(HttpStatusCode.BadRequest, "KW2501");
        (await connector.PostAsync("Users/.search", new JsonObject { ["attributes"] = "userName" })).AssertRefused(HttpStatusCode.BadRequest, "KW2501");
    }

    [Fact]
    public async Task What_is_not_served_says_so()
    {
        var connector = await fixture.ConnectorAsync();
        (await connector.GetAsync("Me")).AssertRefused(HttpStatusCode.NotImplemented, "KW2507");
        (await connector.PatchAsync("Me", new JsonObject())).AssertRefused(HttpStatusCode.NotImplemented, "KW2507");
        (await connector.PostAsync(".search", new JsonObject())).AssertRefused(HttpStatusCode.NotImplemented, "KW2507");
    }

    [Theory]
    [InlineData("W/\"1\"", HttpStatusCode.NotModified)]
    [InlineData("\"1\"", HttpStatusCode.NotModified)]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("W/\"7\", W/\"1\"", HttpStatusCode.NotModified)]
    [InlineData("W/\"2\"", HttpStatusCode.OK)]
    [InlineData("nonsense", HttpStatusCode.OK)]
    public async Task A_version_that_the_caller_has_is_not_sent_again(string condition, HttpStatusCode expected)
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        var reply = await connector.SendAsync(HttpMethod.Get, "/scim/v2/Users/" + id, (byte[]?)null, ifNoneMatch: condition);
        Assert.Equal((expected, "W/\"1\""), (reply.Status, reply.ETag));
    }

    [Theory]
    [InlineData("{s}:passwordExpired eq false and {s}:privileged eq false", 1)]
    [InlineData("{s}:domainNetBiosName eq \"d\"", 1)]
    [InlineData("{s}:primaryGroupSid ew \"x\"", -1)]
    [InlineData("{s}:passwordLastSet gt \"2026-01-01T00:00:00Z\" and {s}:passwordLastSet le \"2026-01-02T03:04:05.678Z\"", 1)]
    [InlineData("{s}:accountExpires pr or not ({s}:passwordExpires pr)", 1)]
    [InlineData("emails[type eq \"work\"]", 0)]
    [InlineData("not (emails[type eq \"work\" and value co \"alice\"])", 1)]
    [InlineData("emails[value co \"alice\"].value sw \"alice\"", 1)]
    [InlineData("emails[value co \"alice\"].value", -1)]
    [InlineData("meta.lastModified gt \"1/2/2020\"", -1)]
    [InlineData("meta.lastModified ne \"2020-01-02\"", 1)]
    [InlineData("name.familyName co \"O'Malley\"", 0)]
    [InlineData("displayName co \"\\u0000\"", -1)]
    public async Task Extensions_and_elements_can_be_searched_by(string filter, int expected)
    {
        var connector = await fixture.ConnectorAsync();
        await connector.CreateUserAsync("alice", 1105);
        var reply = await connector.GetAsync("Users?filter=" + Uri.EscapeDataString(filter.Replace("{s}", ScimSchemas.OnPremises, StringComparison.Ordinal)));
        if (expected < 0)
            reply.AssertRefused(HttpStatusCode.BadRequest, "KW2502");
        else
            Assert.Equal(expected, reply.Json["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task Groups_with_members_can_be_told_from_empty_ones()
    {
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var full = await connector.CreateGroupAsync("full", 1201, alice);
        var empty = await connector.CreateGroupAsync("empty", 1202);
        Assert.Equal(full, (await connector.GetAsync("Groups?filter=members%20pr")).Json["Resources"]!.AsArray().Single()!["id"]!.GetValue<string>());
        Assert.Equal(empty, (await connector.GetAsync("Groups?filter=not%20(members%20pr)")).Json["Resources"]!.AsArray().Single()!["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("' OR '1'='1")]
    [InlineData("x\\\" or id pr or \\\"")]
    [InlineData("'; DELETE FROM Account; --")]
    [InlineData("%")]
    [InlineData("_____")]
    [InlineData("\\\\%")]
    [InlineData("@p0")]
    public async Task O06_a_value_never_becomes_a_part_of_the_question(string value)
    {
        var connector = await fixture.ConnectorAsync();
        await connector.CreateUserAsync("alice", 1105);
        foreach (var (attribute, operators) in new[] { ("userName", "eq,co,sw,ew,gt"), ("externalId", "eq"), ("displayName", "eq,co,ew"), ($"{ScimSchemas.OnPremises}:samAccountName", "eq,sw"), ("id", "eq") })
        {
            foreach (var comparison in operators.Split(','))
            {
                var reply = await connector.GetAsync("Users?filter=" + Uri.EscapeDataString($"{attribute} {comparison} \"{value}\""));
                Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
                if (comparison != "gt")
                    Assert.Equal(0, reply.Json["totalResults"]!.GetValue<int>());
            }
        }

        Assert.Equal(1, (await connector.GetAsync("Users")).Json["totalResults"]!.GetValue<int>());
    }
}
