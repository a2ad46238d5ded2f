using System.Net;
using System.Text.Json.Nodes;
using Keyway.Contracts.OAuth;
using Keyway.Server.Accounts;
using Keyway.Server.Graph;
using Keyway.Server.Graph.Queries;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Provisioning;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Keyway.Server.Tests.Graph;

/// <summary>Lists of the API: what options do, and what hostile ones do not.</summary>
public sealed class GraphQueryTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private const string Nobody = "userPrincipalName eq 'nobody@nowhere.test'";

    [Fact]
    public async Task People_are_filtered_selected_counted_and_paged()
    {
        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        var connector = await fixture.ConnectorAsync();
        var ids = new List<string>();
        for (var index = 0; index < 7; index++)
            ids.Add(await connector.CreateUserAsync($"pager{index}", 1100 + index));
        var mine = $"onPremisesDomainName eq '{connector.Domain}'";

        var seen = new List<string>();
        var address = $"/v1.0/users?$filter={Uri.EscapeDataString(mine)}&$top=3&$select=id,displayName&$count=true";
        while (address is not null)
        {
            var page = await GetAsync(reader, address);
            Assert.Equal(7, page["@odata.count"]!.GetValue<int>());
            Assert.EndsWith("/v1.0/$metadata#users", page["@odata.context"]!.GetValue<string>(), StringComparison.Ordinal);
            foreach (var user in page["value"]!.AsArray())
            {
                Assert.Equal(["id", "displayName"], user!.AsObject().Select(member => member.Key));
                seen.Add(user["id"]!.GetValue<string>());
            }

            address = page["@odata.nextLink"]?.GetValue<string>();
            Assert.True(address is null || address.StartsWith("https://localhost/v1.0/users?", StringComparison.Ordinal));
            address = address is null ? null : new Uri(address).PathAndQuery;
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), seen);
        foreach (var (filter, count) in new[]
        {
            ($"{mine} and startswith(displayName,'PAGER')", 7), ($"{mine} and startswith(userPrincipalName,'pager3')", 1), ($"{mine} and not startswith(displayName,'pager')", 0),
            ($"{mine} and displayName in ('pager1', 'pager2','other')", 2), ($"{mine} and (displayName eq 'pager1' or displayName eq 'pager2')", 2), ($"{mine} and displayName ne 'pager1'", 6),
            ($"{mine} and accountEnabled eq false", 0), ($"{mine} and onPremisesSyncEnabled eq true", 7), ($"{mine} and id eq {ids[0]}", 1), ($"{mine} and id eq '{ids[0]}'", 1),
            ($"{mine} and createdDateTime ge 2020-01-01T00:00:00Z", 7), ($"{mine} and createdDateTime lt 2020-01-01T00:00:00Z", 0), ($"{mine} and mail eq null", 0),
            ($"not ({mine}) and displayName eq 'pager1'", 0), ($"{mine} and startswith(displayName,'')", 7),
        })
        {
            Assert.Equal((filter, count), (filter, (await GetAsync(reader, "/v1.0/users?$top=999&$filter=" + Uri.EscapeDataString(filter)))["value"]!.AsArray().Count));
        }

        foreach (var order in new[] { "displayName", "userPrincipalName desc" })
        {
            var names = new List<string>();
            address = $"/v1.0/users?$orderby={Uri.EscapeDataString(order)}&$top=2&$filter={Uri.EscapeDataString(mine)}";
            while (address is not null)
            {
                var page = await GetAsync(reader, address);
                names.AddRange(page["value"]!.AsArray().Select(user => user!["displayName"]!.GetValue<string>()));
                address = page["@odata.nextLink"] is { } link ? new Uri(link.GetValue<string>()).PathAndQuery : null;
            }

            Assert.Equal(order.EndsWith("desc", StringComparison.Ordinal) ? names.OrderDescending(StringComparer.Ordinal) : names.Order(StringComparer.Ordinal), names);
            Assert.Equal(7, names.Count);
        }
    }

    [Fact]
    public async Task One_person_a_group_its_members_and_the_groups_of_a_person()
    {
        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var inner = await connector.CreateGroupAsync("inner", 2001, alice);
        var outer = await connector.CreateGroupAsync("outer", 2002, inner, alice);
        var user = await GetAsync(reader, $"/v1.0/users/alice@{connector.Domain}");
        Assert.Equal((alice, true, "alice"), (user["id"]!.GetValue<string>(), user["onPremisesSyncEnabled"]!.GetValue<bool>(), user["onPremisesSamAccountName"]!.GetValue<string>()));
        Assert.Null((await GetAsync(reader, $"/v1.0/users/{alice}?$select=surname"))["surname"]);
        var members = (await GetAsync(reader, $"/v1.0/groups/{outer}/members"))["value"]!.AsArray();
        Assert.Equal(["#microsoft.graph.group", "#microsoft.graph.user"], members.Select(member => member!["@odata.type"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        var first = await GetAsync(reader, $"/v1.0/groups/{outer}/members?$top=1");
        var second = await GetAsync(reader, new Uri(first["@odata.nextLink"]!.GetValue<string>()).PathAndQuery);
        Assert.Equal(members.Select(member => member!["id"]!.GetValue<string>()), new[] { first, second }.Select(page => Assert.Single(page["value"]!.AsArray())!["id"]!.GetValue<string>()));
        Assert.Equal(2, (await GetAsync(reader, $"/v1.0/users/{alice}/memberOf"))["value"]!.AsArray().Count);
        Assert.Single((await GetAsync(reader, $"/v1.0/users/{alice}/memberOf?$filter=displayName%20eq%20'inner'"))["value"]!.AsArray());
        Assert.Equal("inner", (await GetAsync(reader, $"/v1.0/groups/{inner}"))["displayName"]!.GetValue<string>());
        Assert.Single((await GetAsync(reader, $"/v1.0/groups?$filter=onPremisesDomainName%20eq%20'{connector.Domain}'%20and%20startswith(displayName,'out')"))["value"]!.AsArray());
        Assert.Equal(reader.AccountId.ToString(), (await GetAsync(reader, "/v1.0/me?$select=id"))["id"]!.GetValue<string>());
        foreach (var path in new[] { $"/v1.0/groups/{Guid.NewGuid()}", $"/v1.0/groups/{Guid.NewGuid()}/members", $"/v1.0/users/{Guid.NewGuid()}", "/v1.0/users/nobody@nowhere.test", "/v1.0/users/" + new string('a', 600) })
        {
            var reply = await reader.SendAsync(HttpMethod.Get, path, (byte[]?)null);
            reply.AssertRefused(HttpStatusCode.NotFound, "KW2785");
            var error = JsonNode.Parse(reply.Text)!["error"]!;
            Assert.Equal("KW2785", error["code"]!.GetValue<string>());
            Assert.True(Guid.TryParse(error["innerError"]!["request-id"]!.GetValue<string>(), out _));
            Assert.NotNull(error["innerError"]!["date"]);
        }
    }

    [Theory]
    [InlineData("$filter=displayName", "KW2783")]
    [InlineData("$filter=displayName eq", "KW2783")]
    [InlineData("$filter=displayName eq 'x", "KW2783")]
    [InlineData("$filter=displayName eq 'x' or", "KW2783")]
    [InlineData("$filter=(displayName eq 'x'", "KW2783")]
    [InlineData("$filter=displayName eq 'x') or (1 eq 1", "KW2783")]
    [InlineData("$filter=secretHash eq 'x'", "KW2783")]
    [InlineData("$filter=Domain eq 'x'", "KW2783")]
    [InlineData("$filter=1 eq 1", "KW2783")]
    [InlineData("$filter=$member eq 'x'", "KW2783")]
    [InlineData("$filter=displayName eq true", "KW2783")]
    [InlineData("$filter=id gt 'x'", "KW2783")]
    [InlineData("$filter=contains(displayName,'x')", "KW2783")]
    [InlineData("$filter=startswith(id,'x')", "KW2783")]
    [InlineData("$filter=displayName eq 'a\0b'", "KW2783")]
    [InlineData("$filter=displayName has 'x'", "KW2783")]
    [InlineData("$filter=manager/displayName eq 'x'", "KW2783")]
    [InlineData("$filter=displayName in ()", "KW2783")]
    [InlineData("$select=passwordHash", "KW2782")]
    [InlineData("$select=id,", "KW2782")]
    [InlineData("$select=*", "KW2782")]
    [InlineData("$orderby=mail", "KW2784")]
    [InlineData("$orderby=displayName;DROP TABLE Account", "KW2784")]
    [InlineData("$orderby=displayName desc, id", "KW2784")]
    [InlineData("$expand=memberOf", "KW2780")]
    [InlineData("$search=\"displayName:x\"", "KW2780")]
    [InlineData("top=5", "KW2780")]
    [InlineData("$count=1", "KW2780")]
    [InlineData("$skiptoken=x", "KW2781")]
    [InlineData("$top=1000", "KW2781")]
    public async Task O06_what_is_not_offered_is_refused_and_never_passed_over(string query, string code)
    {
        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        var escaped = query[..(query.IndexOf('=', StringComparison.Ordinal) + 1)] + Uri.EscapeDataString(query[(query.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        (await reader.SendAsync(HttpMethod.Get, "/v1.0/users?" + escaped, (byte[]?)null)).AssertRefused(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("x' or '1'='1")]
    [InlineData("x'' or ''1''=''1")]
    [InlineData("'; DELETE FROM Account; --")]
    [InlineData("%")]
    [InlineData("_________")]
    [InlineData("\\")]
    public async Task O06_a_text_in_a_filter_stays_a_text(string text)
    {
        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        foreach (var filter in new[] { $"displayName eq '{text.Replace("'", "''", StringComparison.Ordinal)}'", $"startswith(displayName,'{text.Replace("'", "''", StringComparison.Ordinal)}')" })
            Assert.Empty((await GetAsync(reader, "/v1.0/users?$filter=" + Uri.EscapeDataString(filter)))["value"]!.AsArray());
        Assert.NotEmpty((await GetAsync(reader, "/v1.0/users"))["value"]!.AsArray());
    }

    [Fact]
    public async Task O06_filters_are_bounded()
    {
        var reader = await fixture.PersonAsync(Resources.Graph, Role.Reader);
        foreach (var filter in new[]
        {
            new string('(', 100) + Nobody + new string(')', 100), string.Concat(Enumerable.Repeat("not ", 50)) + "(" + Nobody + ")",
            string.Join(" or ", Enumerable.Repeat("mail eq 'a'", 65)), $"displayName in ({string.Join(',', Enumerable.Repeat("'a'", 65))})",
        })
        {
            (await reader.SendAsync(HttpMethod.Get, "/v1.0/users?$filter=" + Uri.EscapeDataString(filter), (byte[]?)null)).AssertRefused(HttpStatusCode.BadRequest, "KW2783");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("$orderby=displayName")]
    [InlineData("$orderby=userPrincipalName desc")]
    [InlineData("$filter=userPrincipalName eq 'a'")]
    [InlineData("$filter=startswith(userPrincipalName,'a')")]
    [InlineData("$filter=startswith(displayName,'a')&$orderby=displayName")]
    [InlineData("$filter=mail eq 'a@b.c'")]
    [InlineData("$filter=onPremisesSecurityIdentifier eq 'S-1-5-21-1-2-3-4'")]
    [InlineData("$filter=id in ('a','b')")]
    public void A_page_comes_from_an_index(string text)
    {
        var options = text.Split('&', StringSplitOptions.RemoveEmptyEntries).ToDictionary(option => option.Split('=')[0], option => new StringValues(option[(option.IndexOf('=', StringComparison.Ordinal) + 1)..]));
        var statements = GraphLists.Statements(GraphEntities.Users, GraphQuery<DirectoryUser>.OfList(new QueryCollection(options), GraphEntities.Users).Value).Value;
        var plan = fixture.Server.Get<Store>().Read(session => session.All("EXPLAIN QUERY PLAN " + statements.Page, row => row.GetString(3), [.. Enumerable.Repeat<object?>("x", statements.PageArguments.Count)]));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("USING INDEX", StringComparison.Ordinal));
    }

    private static async Task<JsonNode> GetAsync(ScimClient client, string address)
    {
        var reply = await client.SendAsync(HttpMethod.Get, address, (byte[]?)null);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{address}: {reply.Status} {reply.Text}");
        return JsonNode.Parse(reply.Text)!;
    }
}
