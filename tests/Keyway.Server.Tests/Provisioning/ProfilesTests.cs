using System.Net;
using System.Text.Json.Nodes;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>What is kept of a person beyond what sign-in needs, and the forms in which it is changed (RFC 7644 3.5.2).</summary>
public sealed class ProfilesTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Theory]
    [InlineData("add", "emails", """[{"value":"b@x.test","type":"home"}]""", "emails", """[{"value":"a@x.test","primary":true,"type":"work"},{"value":"b@x.test","type":"home"}]""")]
    [InlineData("add", "emails", """{"value":"b@x.test","primary":true}""", "emails", """[{"value":"b@x.test","primary":true},{"value":"a@x.test","type":"work"}]""")]
    [InlineData("add", "emails", """[{"value":"a@x.test","type":"work","primary":true}]""", "emails", """[{"value":"a@x.test","primary":true,"type":"work"}]""")]
    [InlineData("replace", "emails", """[{"value":"c@x.test"}]""", "emails", """[{"value":"c@x.test","primary":true}]""")]
    [InlineData("replace", "emails[type eq \"home\"].value", "\"h@x.test\"", "emails", """[{"value":"a@x.test","primary":true,"type":"work"},{"value":"h@x.test","type":"home"}]""")]
    [InlineData("remove", "emails[type eq \"work\"]", null, "emails", null)]
    [InlineData("remove", "emails[type eq \"home\"]", null, "emails", """[{"value":"a@x.test","primary":true,"type":"work"}]""")]
    [InlineData("remove", "emails[type eq \"work\"].type", null, "emails", """[{"value":"a@x.test","primary":true}]""")]
    [InlineData("replace", "name", """{"familyName":"New"}""", "name", """{"familyName":"New","givenName":"Ann"}""")]
    [InlineData("remove", "name.familyName", null, "name", """{"givenName":"Ann"}""")]
    [InlineData("remove", "name", null, "name", null)]
    [InlineData("replace", "nickName", "\"Annie\"", "nickName", "\"Annie\"")]
    [InlineData("replace", "nickName", "\"\"", "nickName", null)]
    [InlineData("replace", "manager", """[{"value":"m1","$ref":"../Users/m1"}]""", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", """{"manager":{"value":"m1"}}""")]
    [InlineData("add", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", """{"division":"D","unknown":1}""", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", """{"division":"D"}""")]
    [InlineData("add", "phoneNumbers[type eq \"mobile\" and primary eq true].value", "\"1\"", "phoneNumbers", """[{"value":"1","type":"mobile","primary":true}]""")]
    [InlineData("replace", "photos", """[{"value":"http://x.test/a.png"}]""", "photos", null)]
    public async Task A_patch_changes_what_it_names_and_nothing_else(string op, string path, string? value, string shown, string? expected)
    {
        var (administrator, id) = await AnnAsync();
        var reply = await administrator.PatchAsync("Users/" + id, ScimClient.Patch(op, path, value is null ? null : JsonNode.Parse(value)));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        Assert.Equal(expected is null ? null : JsonNode.Parse(expected)!.ToJsonString(), reply.Json[shown]?.ToJsonString());
        Assert.Equal(reply.Text, (await administrator.GetAsync("Users/" + id)).Text);
        Assert.Equal("Ann of X", reply.Json["displayName"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("replace", "emails[type eq \"work\"].value", "\"no address\"", "KW2501")]
    [InlineData("replace", "emails[value co \"zzz\"].value", "\"z@x.test\"", "KW2504")]
    [InlineData("replace", "emails[type eq \"work\"].colour", "\"red\"", "KW2503")]
    [InlineData("replace", "emails", "\"a@x.test\"", "KW2501")]
    [InlineData("add", "emails", """[{"type":"work"}]""", "KW2501")]
    [InlineData("replace", "name", "\"Ann\"", "KW2501")]
    [InlineData("replace", "name.familyName", "5", "KW2501")]
    [InlineData("replace", "name[type eq \"x\"]", "\"x\"", "KW2503")]
    [InlineData("replace", "title", "\"a\\u0007b\"", "KW2501")]
    [InlineData("replace", "password", "\"secret\"", "KW2505")]
    [InlineData("replace", null, """{"password":"secret"}""", "KW2505")]
    [InlineData("add", "groups", """[{"value":"x"}]""", "KW2505")]
    [InlineData("replace", "shoeSize", "44", "KW2503")]
    public async Task A_patch_that_cannot_be_applied_is_refused_with_its_number(string op, string? path, string value, string code)
    {
        var (administrator, id) = await AnnAsync();
        var before = (await administrator.GetAsync("Users/" + id)).Text;
        (await administrator.PatchAsync("Users/" + id, ScimClient.Patch(op, path, JsonNode.Parse(value)))).AssertRefused(HttpStatusCode.BadRequest, code);
        Assert.Equal(before, (await administrator.GetAsync("Users/" + id)).Text);
    }

    [Fact]
    public async Task More_values_than_a_person_has_are_refused()
    {
        var (administrator, id) = await AnnAsync();
        var many = new JsonArray([.. Enumerable.Range(0, 17).Select(index => new JsonObject { ["value"] = $"n{index}" })]);
        (await administrator.PatchAsync("Users/" + id, ScimClient.Patch("add", "phoneNumbers", many))).AssertRefused(HttpStatusCode.BadRequest, "KW2501");
        for (var index = 0; index < 16; index++)
            await administrator.PatchAsync("Users/" + id, ScimClient.Patch("add", "phoneNumbers", new JsonObject { ["value"] = $"n{index}" }));
        (await administrator.PatchAsync("Users/" + id, ScimClient.Patch("add", "phoneNumbers", new JsonObject { ["value"] = "n17" }))).AssertRefused(HttpStatusCode.BadRequest, "KW2501");
    }

    [Fact]
    public async Task A_full_update_takes_away_what_it_does_not_name_but_enables_nobody()
    {
        var (administrator, id) = await AnnAsync();
        await administrator.PatchAsync("Users/" + id, ScimClient.Patch("replace", "active", false));
        var userName = (await administrator.GetAsync("Users/" + id)).Json["userName"]!.GetValue<string>();
        var reply = await administrator.PutAsync("Users/" + id, new JsonObject { ["userName"] = userName });
        Assert.False(reply.Json["active"]!.GetValue<bool>());
        Assert.Null(reply.Json["name"]);
        Assert.Null(reply.Json["emails"]);
        Assert.Equal(userName, reply.Json["displayName"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_full_update_with_what_was_read_changes_nothing()
    {
        var (administrator, id) = await AnnAsync();
        var read = await administrator.GetAsync("Users/" + id);
        Assert.Equal(read.Text, (await administrator.PutAsync("Users/" + id, read.Json)).Text);
    }

    [Fact]
    public async Task A_person_without_a_display_name_is_called_by_the_name()
    {
        var administrator = await fixture.AdministratorAsync();
        var body = new JsonObject { ["userName"] = $"n{Guid.NewGuid():N}@contoso.corp.com", ["name"] = new JsonObject { ["givenName"] = "Zoë", ["familyName"] = "Zimt" } };
        var created = await administrator.PostAsync("Users", body);
        Assert.Equal("Zoë Zimt", created.Json["displayName"]!.GetValue<string>());
        var found = await administrator.GetAsync("Users?filter=" + Uri.EscapeDataString("name.familyName eq \"zimt\" and name.givenName sw \"Zo\""));
        Assert.Equal(1, found.Json["totalResults"]!.GetValue<int>());
    }

    private async Task<(ScimClient Administrator, string Id)> AnnAsync()
    {
        var administrator = await fixture.AdministratorAsync();
        var created = await administrator.PostAsync("Users", new JsonObject
        {
            ["userName"] = $"ann{Guid.NewGuid():N}@contoso.corp.com",
            ["displayName"] = "Ann of X",
            ["name"] = new JsonObject { ["givenName"] = "Ann", ["familyName"] = "X" },
            ["emails"] = new JsonArray(new JsonObject { ["value"] = "a@x.test", ["type"] = "work", ["primary"] = true }),
        });
        Assert.True(created.Status == HttpStatusCode.Created, created.Text);
        return (administrator, created.Id);
    }
}
