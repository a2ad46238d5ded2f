using System.Net;
using Keyway.Contracts;
using Keyway.Server.KerberosServers;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.KerberosServers;

/// <summary>O08: two administrators at once. One wins, the other is told.</summary>
public sealed class ConcurrentPublicationTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private DateTimeOffset Now => fixture.Server.Clock.GetUtcNow();

    [Fact]
    public async Task O08_of_many_administrators_who_saw_the_same_version_exactly_one_wins()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        await publisher.PublishedAsync(publisher.Publication);
        var address = publisher.Publication.DomainDnsName + "/AzureADKerberos";
        for (var round = 1; round <= 5; round++)
        {
            var envelopes = new List<string>();
            for (var administrator = 0; administrator < 8; administrator++)
                envelopes.Add(await publisher.SealAsync(publisher.Publication with { IssuedOn = Now.AddSeconds(round).AddMilliseconds(administrator), TicketKeyVersion = round + 1 }));
            var replies = await Task.WhenAll(envelopes.Select(jwe => Task.Run(() => publisher.PutAsync(address, jwe, ifMatch: $"\"{round}\""))));
            Assert.Equal($"\"{round + 1}\"", Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK).ETag);
            Assert.All(replies.Where(reply => reply.Status != HttpStatusCode.OK), reply => reply.AssertRefused(HttpStatusCode.PreconditionFailed, "KW2420"));
        }
    }

    [Fact]
    public async Task O08_of_two_who_both_make_the_first_one_exactly_one_wins()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        await publisher.SyncedAsync();
        var address = publisher.Publication.DomainDnsName + "/AzureADKerberos";
        string[] envelopes = [await publisher.SealAsync(publisher.Publication), await publisher.SealAsync(publisher.Publication with { IssuedOn = Now.AddSeconds(1), Id = 17530 })];
        var replies = await Task.WhenAll(envelopes.Select(jwe => Task.Run(() => publisher.PutAsync(address, jwe, ifNoneMatch: "*"))));
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.Single(replies, reply => reply.Status == HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task O08_a_removal_by_another_is_noticed_and_its_version_never_comes_again()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        await publisher.PublishedAsync(publisher.Publication);
        (await publisher.RemoveAsync("\"2\"")).AssertRefused(HttpStatusCode.PreconditionFailed, "KW2420");
        Assert.Equal(HttpStatusCode.NoContent, (await publisher.RemoveAsync("\"1\"")).Status);
        var next = publisher.Publication with { IssuedOn = Now.AddSeconds(1) };
        foreach (var seen in new[] { "\"1\"", "\"2\"", "*" })
            (await publisher.PublishAsync(next, ifMatch: seen)).AssertRefused(HttpStatusCode.PreconditionFailed, "KW2420");
        Assert.Equal("\"3\"", (await publisher.PublishAsync(next, ifNoneMatch: "*")).ETag);
        Assert.Equal("\"3\"", (await publisher.GetAsync("/azureadkerberos")).ETag);
    }

    [Fact]
    public async Task A_domain_from_which_nobody_was_synced_is_said_before_and_refused_after()
    {
        var publisher = new Publisher(await fixture.ConnectorAsync(), Now);
        var list = (await publisher.GetAsync()).Text;
        Assert.Equal("""{"value":[],"domainIsSynced":false}""", list);
        (await publisher.PutAsync(publisher.Publication.DomainDnsName + "/AzureADKerberos", await publisher.SealAsync(publisher.Publication)))
            .AssertRefused(HttpStatusCode.Conflict, "KW2424");
        await publisher.PublishedAsync(publisher.Publication);
        Assert.True(ContractsJson.TryRead(System.Text.Encoding.UTF8.GetBytes((await publisher.GetAsync()).Text), ContractsJson.Default.KerberosServerList, out var synced));
        Assert.Equal((true, 1), (synced.DomainIsSynced, synced.Value.Count));
    }

    [Theory]
    [InlineData("\"7\"", null, true)]
    [InlineData("*", null, true)]
    [InlineData("\"3\", \"7\"", null, true)]
    [InlineData("\"6\"", null, false)]
    [InlineData("W/\"7\"", null, false)]
    [InlineData("7", null, false)]
    [InlineData("\"07\"", null, false)]
    [InlineData("", null, false)]
    [InlineData("garbage \" , ,", null, false)]
    [InlineData(null, "*", false)]
    [InlineData(null, "\"7\"", false)]
    [InlineData(null, "W/\"7\"", false)]
    [InlineData(null, "\"6\"", true)]
    [InlineData(null, "garbage", false)]
    [InlineData("\"7\"", "\"6\"", true)]
    [InlineData("\"7\"", "*", false)]
    public void A_condition_holds_as_RFC_9110_says_and_an_unreadable_one_for_nothing(string? ifMatch, string? ifNoneMatch, bool holds) =>
        Assert.Equal(holds, new PublicationCondition(ifMatch is null ? [] : [ifMatch], ifNoneMatch is null ? [] : [ifNoneMatch]).Holds(RevealPolicyTests.Server() with { Version = 7 }));

    [Theory]
    [InlineData("\"7\"", null, false)]
    [InlineData("*", null, false)]
    [InlineData(null, "*", true)]
    [InlineData(null, "\"7\"", true)]
    public void Without_a_server_only_the_absence_can_be_matched(string? ifMatch, string? ifNoneMatch, bool holds) =>
        Assert.Equal(holds, new PublicationCondition(ifMatch is null ? [] : [ifMatch], ifNoneMatch is null ? [] : [ifNoneMatch]).Holds(null));
}
