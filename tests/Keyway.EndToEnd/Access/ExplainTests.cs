
namespace Keyway.EndToEnd.Access;

/// <summary><c>keyway-connect explain</c> for everybody in the lab, asked by an ordinary account of the domain.</summary>
[Collection(LabCollection.Name)]
public sealed class ExplainTests(LabFixture fixture)
{
    private readonly ConnectDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("alice")]
    [InlineData("grace@contoso.corp.com")]
    public async Task Nothing_refuses_who_may(string user)
    {
        var explained = await ExplainAsync(user);

        Assert.Null((string?)explained.Json["decidingCode"]);
        Assert.StartsWith("Nothing refuses", (string?)explained.Json["sentence"], StringComparison.Ordinal);
        Assert.All(explained.Json["rules"]!.AsArray(), rule => Assert.True((bool?)rule!["holds"], rule.ToJsonString()));
    }

    [Theory]
    [InlineData("bob", "KW2406", "KW4086")]
    [InlineData("eve", "KW2404", "KW4087")]
    [InlineData("Administrator", "KW2404", "KW4087")]
    [InlineData("carol", "KW2", "KW4085")]
    [InlineData("dave", "KW2", "KW4082")]
    [InlineData("frank", "KW2", "KW4084")]
    public async Task The_first_rule_that_refuses_is_named_and_the_domain_says_the_same(string user, string atServer, string inDomain)
    {
        var explained = await ExplainAsync(user);

        Assert.StartsWith(atServer, (string?)explained.Json["decidingCode"], StringComparison.Ordinal);
        Assert.Contains(explained.Json["rules"]!.AsArray(), rule => (string?)rule!["code"] == inDomain);
        Assert.Contains($"gets no ticket ({(string?)explained.Json["decidingCode"]})", (string?)explained.Json["sentence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_not_there_is_told() =>
        (await _desk.RunAsync(["explain", "nobody", .. _desk.InDomain, .. _desk.Alice, .. _desk.Server, .. _desk.Connector])).Refused("KW1511");

    private async Task<ConnectRun> ExplainAsync(string user) =>
        (await _desk.RunAsync(["explain", user, .. _desk.InDomain, .. _desk.Alice, .. _desk.Server, .. _desk.Connector])).Done();
}
