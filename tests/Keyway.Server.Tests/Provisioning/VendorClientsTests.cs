using System.Net;
using System.Text.Json.Nodes;
using Keyway.Contracts.Provisioning;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>The request sequences that two well-known provisioning services document for the applications they write to, as they send them.</summary>
public sealed class VendorClientsTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private const string Enterprise = ScimSchemas.EnterpriseUser;

    [Fact]
    public async Task Entra_tests_its_connection_and_carries_a_person_through_its_life()
    {
        var client = await fixture.AdministratorAsync();
        var name = $"bob.{Guid.NewGuid():N}@contoso.corp.com";

        // The connection test: a name that nobody has must be an empty list, not an error.
        var test = await client.GetAsync($"Users?filter=userName+eq+%22{Guid.NewGuid()}%22");
        Assert.Equal((HttpStatusCode.OK, 0), (test.Status, test.Json["totalResults"]!.GetValue<int>()));

        var created = await client.PostAsync("Users", JsonNode.Parse($$"""
            {
              "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
              "externalId": "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
              "userName": "{{name}}",
              "active": true,
              "displayName": "Bob Example",
              "title": "Clerk",
              "preferredLanguage": "en-GB",
              "name": {"formatted": "Bob Example", "familyName": "Example", "givenName": "Bob"},
              "emails": [{"primary": true, "type": "work", "value": "{{name}}"}],
              "phoneNumbers": [{"type": "mobile", "value": "+44 20 7946 0000"}],
              "addresses": [{"type": "work", "locality": "London", "country": "GB"}],
              "roles": [],
              "meta": {"resourceType": "User"},
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Sales", "employeeNumber": "701984"}
            }
            """)!);
        Assert.True(created.Status == HttpStatusCode.Created, created.Text);
        Assert.Equal("Sales", created.Json[Enterprise]!["department"]!.GetValue<string>());
        Assert.Contains(Enterprise, created.Json["schemas"]!.AsArray().Select(schema => schema!.GetValue<string>()));
        var path = "Users/" + created.Id;
        Assert.Equal(created.Text, (await client.GetAsync(path)).Text);
        Assert.Equal(created.Id, (await FoundAsync(client, $"userName eq \"{name}\"")).Id);
        Assert.Equal(created.Id, (await FoundAsync(client, $"emails[type eq \"work\"].value eq \"{name}\"")).Id);

        // Several attributes at once: capitalised operations, filters of one element, full URNs, and a flag as text.
        var patched = await client.PatchAsync(path, JsonNode.Parse("""
            {
              "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
              "Operations": [
                {"op": "Replace", "path": "emails[type eq \"work\"].value", "value": "updated@contoso.corp.com"},
                {"op": "Replace", "path": "name.familyName", "value": "Updated"},
                {"op": "Add", "path": "phoneNumbers[type eq \"work\"].value", "value": "+44 20 7946 0001"},
                {"op": "Add", "path": "addresses[type eq \"work\"].streetAddress", "value": "1 High Street\r\nFlat 2"},
                {"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager", "value": "26118915-6090-4610-87e4-49d8ca9f808d"},
                {"op": "Replace", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "Support"},
                {"op": "Add", "path": "roles[primary eq \"True\"].value", "value": "passed over"}
              ]
            }
            """)!);
        Assert.True(patched.Status == HttpStatusCode.OK, patched.Text);
        Assert.Equal("updated@contoso.corp.com", patched.Json["emails"]![0]!["value"]!.GetValue<string>());
        Assert.Equal(("Bob", "Updated"), (patched.Json["name"]!["givenName"]!.GetValue<string>(), patched.Json["name"]!["familyName"]!.GetValue<string>()));
        Assert.Equal(["mobile", "work"], patched.Json["phoneNumbers"]!.AsArray().Select(number => number!["type"]!.GetValue<string>()));
        Assert.Equal("London", patched.Json["addresses"]![0]!["locality"]!.GetValue<string>());
        Assert.Equal("Support", patched.Json[Enterprise]!["department"]!.GetValue<string>());
        var reference = await client.GetAsync($"Users?attributes=id&filter=id+eq+%22{created.Id}%22+and+manager+eq+%2226118915-6090-4610-87e4-49d8ca9f808d%22");
        Assert.Equal(["schemas", "id"], reference.Json["Resources"]![0]!.AsObject().Select(member => member.Key));

        // Without paths, with dotted keys.
        var bare = await client.PatchAsync(path, JsonNode.Parse("""
            {"Operations": [{"op": "Replace", "value": {"displayName": "Robert", "name.givenName": "Robert", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department": "Law"}}]}
            """)!);
        Assert.Equal(("Robert", "Robert", "Law"), (bare.Json["displayName"]!.GetValue<string>(), bare.Json["name"]!["givenName"]!.GetValue<string>(), bare.Json[Enterprise]!["department"]!.GetValue<string>()));

        var disabled = await client.PatchAsync(path, JsonNode.Parse("""{"Operations": [{"op": "Replace", "path": "active", "value": "False"}]}""")!);
        Assert.False(disabled.Json["active"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(path)).Status);
        (await client.GetAsync(path)).AssertRefused(HttpStatusCode.NotFound, "KW2510");
    }

    [Fact]
    public async Task Entra_fills_and_empties_a_group()
    {
        var client = await fixture.AdministratorAsync();
        var user = await CreatedAsync(client, "Users", $$"""{"userName": "m{{Guid.NewGuid():N}}@contoso.corp.com"}""");
        var name = $"Group {Guid.NewGuid():N}";
        var group = await CreatedAsync(client, "Groups", $$"""
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "externalId": "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159", "displayName": "{{name}}", "meta": {"resourceType": "Group"} }
            """);
        var bare = await client.GetAsync($"Groups/{group}?excludedAttributes=members");
        Assert.Null(bare.Json["members"]);
        var found = await client.GetAsync("Groups?excludedAttributes=members&filter=" + Uri.EscapeDataString($"displayName eq \"{name}\""));
        Assert.Equal(group, found.Json["Resources"]![0]!["id"]!.GetValue<string>());

        var add = $$"""{"Operations": [{"op": "Add", "path": "members", "value": [{"$ref": null, "value": "{{user}}"}]}]}""";
        Assert.Equal(HttpStatusCode.NoContent, (await client.PatchAsync("Groups/" + group, JsonNode.Parse(add)!)).Status);
        Assert.Equal(1, await MembersAsync(client, group, user));
        var remove = $$"""{"Operations": [{"op": "Remove", "path": "members", "value": [{"$ref": null, "value": "{{user}}"}]}]}""";
        Assert.Equal(HttpStatusCode.NoContent, (await client.PatchAsync("Groups/" + group, JsonNode.Parse(remove)!)).Status);
        Assert.Equal(0, await MembersAsync(client, group, user));
        Assert.Equal(HttpStatusCode.NoContent, (await client.PatchAsync("Groups/" + group, ScimClient.Patch("Replace", "displayName", name + "2"))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("Groups/" + group)).Status);
    }

    [Fact]
    public async Task Okta_carries_a_person_and_a_group_through_their_lives()
    {
        var client = await fixture.AdministratorAsync();
        var name = $"okta.{Guid.NewGuid():N}@contoso.corp.com";
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("ServiceProviderConfig")).Status);
        var missing = await client.GetAsync($"Users?filter=userName%20eq%20%22{name}%22&startIndex=1&count=100");
        Assert.Equal(0, missing.Json["totalResults"]!.GetValue<int>());

        var body = $$"""
            {
              "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{name}}", "name": {"givenName": "Test", "familyName": "User"},
              "emails": [{"primary": true, "value": "{{name}}", "type": "work"}], "displayName": "Test User", "locale": "en-US", "externalId": "00ujl29u0le5T6Aj10h7",
              "groups": [], "password": "1mz050nq", "active": true
            }
            """;
        var created = await client.PostAsync("Users", JsonNode.Parse(body)!);
        Assert.True(created.Status == HttpStatusCode.Created, created.Text);
        Assert.DoesNotContain("1mz050nq", created.Text, StringComparison.Ordinal);
        (await client.PostAsync("Users", JsonNode.Parse(body)!)).AssertRefused(HttpStatusCode.Conflict, "uniqueness");

        // A change sends the whole person back, as it was read.
        var whole = (await client.GetAsync("Users/" + created.Id)).Json;
        whole["name"]!["familyName"] = "Changed";
        var replaced = await client.PutAsync("Users/" + created.Id, whole);
        Assert.Equal("Changed", replaced.Json["name"]!["familyName"]!.GetValue<string>());
        Assert.Equal("en-US", replaced.Json["locale"]!.GetValue<string>());

        var patched = await client.PatchAsync("Users/" + created.Id, JsonNode.Parse("""
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "value": {"active": false}}]}
            """)!);
        Assert.False(patched.Json["active"]!.GetValue<bool>());

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("Groups?startIndex=1&count=100")).Status);
        var group = await CreatedAsync(client, "Groups", $$"""
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Test SCIM", "members": [{"value": "{{created.Id}}", "display": "{{name}}"}]}
            """);
        var rename = $$"""{"Operations": [{"op": "replace", "value": {"id": "{{group}}", "displayName": "Test SCIM 2"} }]}""";
        Assert.Equal(HttpStatusCode.NoContent, (await client.PatchAsync("Groups/" + group, JsonNode.Parse(rename)!)).Status);
        var members = $$"""
            {"Operations": [{"op": "remove", "path": "members[value eq \"{{created.Id}}\"]"}, {"op": "add", "path": "members", "value": [{"value": "{{created.Id}}", "display": "{{name}}"}]}]}
            """;
        Assert.Equal(HttpStatusCode.NoContent, (await client.PatchAsync("Groups/" + group, JsonNode.Parse(members)!)).Status);
        var shown = (await client.GetAsync("Groups/" + group)).Json;
        Assert.Equal(("Test SCIM 2", created.Id), (shown["displayName"]!.GetValue<string>(), shown["members"]![0]!["value"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("Groups/" + group)).Status);
    }

    private static async Task<string> CreatedAsync(ScimClient client, string path, string body)
    {
        var reply = await client.PostAsync(path, JsonNode.Parse(body)!);
        Assert.True(reply.Status == HttpStatusCode.Created, reply.Text);
        return reply.Id;
    }

    private static async Task<ScimReply> FoundAsync(ScimClient client, string filter)
    {
        var reply = await client.GetAsync("Users?filter=" + Uri.EscapeDataString(filter));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        return reply with { Text = reply.Json["Resources"]!.AsArray().Single()!.ToJsonString() };
    }

    // So it asks whether somebody is a member without reading all of them.
    private static async Task<int> MembersAsync(ScimClient client, string group, string user) =>
        (await client.GetAsync("Groups?attributes=id&filter=" + Uri.EscapeDataString($"id eq \"{group}\" and members eq \"{user}\""))).Json["totalResults"]!.GetValue<int>();
}
