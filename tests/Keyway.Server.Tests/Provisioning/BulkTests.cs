using System.Net;
using System.Text.Json.Nodes;
using Keyway.Contracts.Provisioning;

namespace Keyway.Server.Tests.Provisioning;

public sealed class BulkTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public async Task References_are_resolved_wherever_they_stand()
    {
        var connector = await fixture.ConnectorAsync();
        var reply = await SendAsync(
            connector,
            Operation("PATCH", "/Groups/bulkId:outer", null, ScimClient.Patch("add", "members", ScimClient.Members("bulkId:alice"))),
            Operation("POST", "/Groups", "outer", connector.Group("outer", 1202, "bulkId:inner")),
            Operation("POST", "/Groups", "inner", connector.Group("inner", 1201, "bulkId:alice")),
            Operation("POST", "/Users", "alice", connector.User("alice", 1105)));
        Assert.Equal(["204", "201", "201", "201"], Statuses(reply));
        var ids = reply.Json["Operations"]!.AsArray().Select(result => result!["location"]!.GetValue<string>()[^36..]).ToArray();
        var members = (await connector.GetAsync("Groups/" + ids[1])).Json["members"]!.AsArray().Select(member => member!["value"]!.GetValue<string>());
        Assert.Equal(new[] { ids[2], ids[3] }.Order(), members.Order());
    }

    [Fact]
    public async Task Groups_that_name_each_other_are_made_together()
    {
        var connector = await fixture.ConnectorAsync();
        var reply = await SendAsync(
            connector,
            Operation("POST", "/Groups", "a", connector.Group("a", 1201, "bulkId:b")),
            Operation("POST", "/Groups", "b", connector.Group("b", 1202, "bulkId:c")),
            Operation("POST", "/Groups", "c", connector.Group("c", 1203, "bulkId:a")),
            Operation("POST", "/Groups", "d", connector.Group("d", 1204, "bulkId:a")));
        Assert.Equal(["201", "201", "201", "201"], Statuses(reply));
    }

    [Fact]
    public async Task A_circle_with_a_refused_group_leaves_none_of_it()
    {
        var connector = await fixture.ConnectorAsync();
        var bad = connector.Group("b", 1202, "bulkId:a");
        bad[ScimSchemas.OnPremises]!["domainDnsName"] = "other.test";
        var reply = await SendAsync(connector, Operation("POST", "/Groups", "a", connector.Group("a", 1201, "bulkId:b")), Operation("POST", "/Groups", "b", bad));
        Assert.Equal(["409", "403"], Statuses(reply));
        Assert.Equal(0, (await connector.GetAsync("Groups")).Json["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_group_that_names_itself_is_refused()
    {
        var connector = await fixture.ConnectorAsync();
        var reply = await SendAsync(connector, Operation("POST", "/Groups", "a", connector.Group("a", 1201, "bulkId:a")));
        Assert.Equal(["403"], Statuses(reply));
    }

    [Fact]
    public async Task Each_operation_stands_for_itself()
    {
        var connector = await fixture.ConnectorAsync();
        var reply = await SendAsync(
            connector,
            Operation("POST", "/Users", "alice", connector.User("alice", 1105)),
            Operation("POST", "/Users", "again", connector.User("alice", 1105)),
            Operation("POST", "/Groups", "group", connector.Group("group", 1201, "bulkId:again")),
            Operation("POST", "/Groups", "lost", connector.Group("lost", 1203, "bulkId:nobody")),
            Operation("DELETE", "/Users/bulkId:again", null, null),
            Operation("MOVE", "/Users", "m", connector.User("m", 1106)),
            Operation("POST", "/Devices", "n", connector.User("n", 1107)),
            Operation("PUT", "/Users/nonsense", null, connector.User("n", 1107)),
            Operation("POST", "/Users", "bob", connector.User("bob", 1108)));
        Assert.Equal(["201", "409", "409", "409", "409", "400", "400", "404", "201"], Statuses(reply));
        Assert.Contains("KW2516", reply.Json["Operations"]![1]!["response"]!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("bob", reply.Json["Operations"]![8]!["bulkId"]!.GetValue<string>());
        Assert.Equal(2, (await connector.GetAsync("Users")).Json["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task It_stops_after_as_many_errors_as_it_is_told()
    {
        var connector = await fixture.ConnectorAsync();
        var request = Request(
        [
            Operation("POST", "/Users", "a", new JsonObject { ["userName"] = "bad" }),
            Operation("POST", "/Users", "b", new JsonObject { ["userName"] = "bad" }),
            Operation("POST", "/Users", "alice", connector.User("alice", 1105)),
        ]);
        request["failOnErrors"] = 2;
        var reply = await connector.PostAsync("Bulk", request);
        Assert.Equal(["400", "400"], Statuses(reply));
        Assert.Equal(0, (await connector.GetAsync("Users")).Json["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_version_is_a_condition()
    {
        var connector = await fixture.ConnectorAsync();
        var id = await connector.CreateUserAsync("alice", 1105);
        var stale = Operation("DELETE", "/Users/" + id, null, null);
        stale["version"] = "W/\"9\"";
        Assert.Equal(["412"], Statuses(await SendAsync(connector, stale)));
        stale["version"] = "W/\"1\"";
        Assert.Equal(["204"], Statuses(await SendAsync(connector, (JsonObject)stale.DeepClone())));
    }

    [Fact]
    public async Task A_request_that_is_too_long_or_names_two_objects_alike_is_refused_whole()
    {
        var connector = await fixture.ConnectorAsync();
        var many = Enumerable.Range(0, 1001).Select(index => Operation("POST", "/Users", $"u{index}", connector.User($"u{index}", 2000 + index)));
        (await connector.PostAsync("Bulk", Request(many))).AssertRefused(HttpStatusCode.RequestEntityTooLarge, "KW2530");
        (await SendAsync(connector, Operation("POST", "/Users", "a", connector.User("a", 1105)), Operation("POST", "/Users", "a", connector.User("b", 1106))))
            .AssertRefused(HttpStatusCode.BadRequest, "KW2500");
        Assert.Equal(0, (await connector.GetAsync("Users")).Json["totalResults"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_thousand_people_and_a_chain_of_groups_in_reverse_go_in_at_once()
    {
        var connector = await fixture.ConnectorAsync();
        var groups = Enumerable.Range(0, 100).Select(index => Operation("POST", "/Groups", $"g{index}", connector.Group($"group{index}", 1200 + index, index < 99 ? $"bulkId:g{index + 1}" : "bulkId:u0")));
        var users = Enumerable.Range(0, 900).Select(index => Operation("POST", "/Users", $"u{index}", connector.User($"user{index}", 2000 + index)));
        var reply = await connector.PostAsync("Bulk", Request(groups.Concat(users)));
        Assert.All(Statuses(reply), status => Assert.Equal("201", status));
        var first = reply.Json["Operations"]![100]!["location"]!.GetValue<string>()[^36..];
        Assert.Equal(101, fixture.Accounts.GroupsOf(fixture.Accounts.Find(Guid.Parse(first))!).Sids.Count);
    }

    internal static JsonObject Operation(string method, string path, string? bulkId, JsonNode? data)
    {
        var operation = new JsonObject { ["method"] = method, ["path"] = path };
        if (bulkId is not null)
            operation["bulkId"] = bulkId;
        if (data is not null)
            operation["data"] = data;
        return operation;
    }

    internal static JsonObject Request(IEnumerable<JsonObject> operations) =>
        new() { ["schemas"] = new JsonArray(ScimSchemas.BulkRequest), ["Operations"] = new JsonArray([.. operations]) };

    private static Task<ScimReply> SendAsync(ScimClient client, params JsonObject[] operations) => client.PostAsync("Bulk", Request(operations));

    private static IEnumerable<string> Statuses(ScimReply reply) => reply.Json["Operations"]!.AsArray().Select(result => result!["status"]!.GetValue<string>());
}
