using System.Net;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Tests.Provisioning;

public sealed class FiltersTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Theory]
    [InlineData("userName eq \"ALICE@{d}\"", "alice")]
    [InlineData("USERNAME EQ \"alice@{d}\"", "alice")]
    [InlineData("userName sw \"al\"", "alice")]
    [InlineData("userName ew \"@{d}\"", "alice,b%b,carol")]
    [InlineData("userName co \"aro\"", "carol")]
    [InlineData("displayName co \"%\"", "b%b")]
    [InlineData("displayName co \"_\"", "")]
    [InlineData("displayName ne \"alice\"", "b%b,carol")]
    [InlineData("not (displayName eq \"alice\")", "b%b,carol")]
    [InlineData("externalId eq \"{a}\"", "alice")]
    [InlineData("active eq false", "carol")]
    [InlineData("active eq true and (displayName eq \"carol\" or displayName eq \"alice\")", "alice")]
    [InlineData("displayName eq \"carol\" or displayName eq \"alice\" and active eq false", "carol")]
    [InlineData("emails.value eq \"alice@{d}\"", "alice")]
    [InlineData("emails[value ew \"@{d}\" and value sw \"car\"]", "carol")]
    [InlineData("emails pr", "alice,carol")]
    [InlineData("emails eq null", "b%b")]
    [InlineData("not (emails.value eq \"alice@{d}\")", "b%b,carol")]
    [InlineData("urn:keyway:params:scim:schemas:extension:onpremises:2.0:samAccountName eq \"ALICE\"", "alice")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"carol\"", "carol")]
    [InlineData("meta.lastModified ge \"2020-01-01T00:00:00Z\" and displayName eq \"alice\"", "alice")]
    [InlineData("meta.created lt \"2020-01-01T00:00:00Z\"", "")]
    [InlineData("userName eq \"x\\\" or 1=1 --\"", "")]
    [InlineData("userName eq \"' OR ''='\"", "")]
    public async Task A_filter_finds_what_it_says(string filter, string expected)
    {
        var connector = await fixture.ConnectorAsync();
        await connector.CreateUserAsync("alice", 1105);
        var bob = connector.User("bob", 1106);
        bob["displayName"] = "b%b";
        bob.Remove("emails");
        await connector.PostAsync("Users", bob);
        var carol = connector.User("carol", 1107);
        carol["active"] = false;
        await connector.PostAsync("Users", carol);

        var anchor = connector.User("alice", 1105)["externalId"]!.GetValue<string>();
        var text = filter.Replace("{d}", connector.Domain, StringComparison.Ordinal).Replace("{a}", anchor, StringComparison.Ordinal);
        var reply = await connector.GetAsync("Users?filter=" + Uri.EscapeDataString(text));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        var found = reply.Json["Resources"]!.AsArray().Select(user => user!["displayName"]!.GetValue<string>()).Order();
        Assert.Equal(expected, string.Join(',', found));
    }

    [Fact]
    public async Task Groups_are_found_by_member()
    {
        var connector = await fixture.ConnectorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var group = await connector.CreateGroupAsync("group", 1201, alice);
        await connector.CreateGroupAsync("other", 1202);
        foreach (var filter in new[] { $"members.value eq \"{alice}\"", $"members[value eq \"{alice}\"]", $"members eq \"{alice}\"" })
        {
            var reply = await connector.GetAsync("Groups?filter=" + Uri.EscapeDataString(filter));
            Assert.Equal([group], reply.Json["Resources"]!.AsArray().Select(found => found!["id"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task Pages_follow_each_other_without_loss()
    {
        var connector = await fixture.ConnectorAsync();
        for (var index = 0; index < 7; index++)
            await connector.CreateUserAsync($"user{index}", 1100 + index);
        var seen = new List<string>();
        for (var start = 1; start <= 7; start += 3)
        {
            var page = (await connector.GetAsync($"Users?startIndex={start}&count=3")).Json;
            Assert.Equal((7, start), (page["totalResults"]!.GetValue<int>(), page["startIndex"]!.GetValue<int>()));
            seen.AddRange(page["Resources"]!.AsArray().Select(user => user!["userName"]!.GetValue<string>()));
        }

        Assert.Equal(7, seen.Distinct().Count());
        var totalOnly = (await connector.GetAsync("Users?count=0")).Json;
        Assert.Equal((7, 0), (totalOnly["totalResults"]!.GetValue<int>(), totalOnly["itemsPerPage"]!.GetValue<int>()));
        (await connector.GetAsync("Users?count=many")).AssertRefused(HttpStatusCode.BadRequest, "KW2501");
    }

    [Theory]
    [InlineData("userName")]
    [InlineData("userName eq")]
    [InlineData("userName eq alice")]
    [InlineData("userName is \"alice\"")]
    [InlineData("userName eq \"alice")]
    [InlineData("userName eq \"\\ud800\"")]
    [InlineData("userName eq \"a\" userName eq \"b\"")]
    [InlineData("userName eq 5")]
    [InlineData("password eq \"x\"")]
    [InlineData("externalId co \"x\"")]
    [InlineData("active gt true")]
    [InlineData("meta.created gt \"yesterday\"")]
    [InlineData("(userName pr")]
    [InlineData("not userName pr")]
    [InlineData("emails[value eq \"x\"")]
    [InlineData("")]
    public async Task A_filter_that_is_none_is_refused(string filter)
    {
        var connector = await fixture.ConnectorAsync();
        (await connector.GetAsync("Users?filter=" + Uri.EscapeDataString(filter))).AssertRefused(HttpStatusCode.BadRequest, "KW2502");
    }

    [Fact]
    public void Deep_wide_and_long_filters_are_refused_before_they_cost_anything()
    {
        Assert.False(FilterParser.Parse(new string('(', 4000)).Succeeded);
        Assert.False(FilterParser.Parse(new string('(', 20) + "id pr" + new string(')', 20)).Succeeded);
        Assert.False(FilterParser.Parse(string.Concat(Enumerable.Repeat("not (", 20)) + "id pr" + new string(')', 20)).Succeeded);
        Assert.False(FilterParser.Parse(string.Join(" or ", Enumerable.Repeat("id pr", 65))).Succeeded);
        Assert.True(FilterParser.Parse(string.Join(" or ", Enumerable.Repeat("id pr", 64))).Succeeded);
        Assert.False(FilterParser.Parse($"userName eq \"{new string('a', 5000)}\"").Succeeded);
    }

    [Fact]
    public async Task A_mutated_filter_is_answered_or_refused_and_never_a_fault()
    {
        var connector = await fixture.ConnectorAsync();
        await connector.CreateUserAsync("alice", 1105);
        var random = new Random(7644);
        const string Seed = "not (userName eq \"al\\u0069ce\" and emails[value co \"x\"]) or meta.created gt \"2026-01-01T00:00:00Z\" and active eq true";
        const string Letters = "()[]\"\\ .:'%_;-aeqp0\u0001\u00e9";
        for (var round = 0; round < 400; round++)
        {
            var text = Seed.ToCharArray().ToList();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(text.Count);
                switch (random.Next(3))
                {
                    case 0:
                        text[at] = Letters[random.Next(Letters.Length)];
                        break;
                    case 1:
                        text.RemoveRange(at, Math.Min(random.Next(1, 6), text.Count - at - 1));
                        break;
                    default:
                        text.Insert(at, Letters[random.Next(Letters.Length)]);
                        break;
                }
            }

            var reply = await connector.GetAsync("Users?filter=" + Uri.EscapeDataString(new string([.. text])));
            Assert.True(reply.Status is HttpStatusCode.OK || (reply.Status is HttpStatusCode.BadRequest && reply.Text.Contains("KW25", StringComparison.Ordinal)), new string([.. text]) + reply.Text);
        }
    }
}
