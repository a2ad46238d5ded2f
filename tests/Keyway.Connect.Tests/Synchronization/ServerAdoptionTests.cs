using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>A server whose lists contradict themselves is not taken at its word, and the state stays as it was.</summary>
public sealed class ServerAdoptionTests
{
    [Theory]
    [InlineData(3, 2, 1)]
    [InlineData(1, 2, 5)]
    [InlineData(5_000_000, 1, 5)]
    [InlineData(3, 0, 5)]
    public async Task A_list_that_ends_early_or_never_is_refused(int announced, int sent, int pages)
    {
        var read = 0;
        var result = await ServerAdoption.ReadPagesAsync<ScimUser>(
            _ => Task.FromResult<Result<ScimListResponse<ScimUser>>>(new ScimListResponse<ScimUser>([], announced, 1, sent, [.. Enumerable.Range(0, read++ < pages ? sent : 0).Select(_ => new ScimUser([], "u", true, "1"))])),
            _ => true);

        Assert.Equal(Catalogue.Connect.ServerStateInconsistent, result.Refusal.Error);
    }

    [Theory]
    [InlineData("same anchor")]
    [InlineData("no anchor")]
    public async Task Objects_that_cannot_be_told_apart_refuse_the_whole(string what)
    {
        using var bench = new SyncBench();
        bench.Domain.Put(Samples.User(1, "u1"));
        await bench.MustAsync();
        var cookieBefore = await bench.MustAsync();
        bench.Server.Plant(user => user with { ExternalId = what == "no anchor" ? null : user.ExternalId, UserName = "other@contoso.corp.com" });

        Assert.Equal(Catalogue.Connect.ServerStateInconsistent, (await bench.CycleAsync("a test")).Stopped!.Error);
        Assert.Null(cookieBefore.FullBecause);
        Assert.Null((await bench.MustAsync()).FullBecause);
    }

    [Fact]
    public async Task People_of_another_domain_and_of_none_are_nobodys_business()
    {
        using var bench = new SyncBench();
        bench.Domain.Put(Samples.User(1, "u1"));
        await bench.MustAsync();
        bench.Server.Plant(user => user with { UserName = "a@fabrikam.corp.com", OnPremises = user.OnPremises! with { DomainDnsName = "fabrikam.corp.com" } });
        bench.Server.Plant(user => user with { UserName = "cloud@contoso.corp.com", ExternalId = null, OnPremises = null });

        await bench.MustAsync("a test");

        Assert.Equal(3, bench.Server.Users.Count);
    }
}
