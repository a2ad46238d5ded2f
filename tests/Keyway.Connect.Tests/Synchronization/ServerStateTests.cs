using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

public sealed class ServerStateTests
{
    private static readonly ScimUser Alice = DirectoryState.Of(Samples.Domain, [Samples.User(1, "alice")], [], new HashSet<Guid>()).Users[Samples.Anchor(1)];

    [Fact]
    public void Cloud_only_people_and_those_of_other_domains_are_not_touched()
    {
        var cloud = new ScimUser([ScimSchemas.User], "admin@contoso.corp.com", true, "c1", Samples.Anchor(9).ToString("D"));
        var elsewhere = Samples.Held("f1", Alice with { OnPremises = Alice.OnPremises! with { DomainDnsName = "fabrikam.corp.com" } });

        var state = ServerState.Of("contoso.corp.com", [cloud, elsewhere, Samples.Held("1", Alice)], []).Value;

        Assert.Equal("1", Assert.Single(state.Users).Value.Id);
        Assert.Empty(state.Unanchored);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("{00000001-0000-0000-0000-000000000001}")]
    public void An_object_of_our_domain_without_an_anchor_can_be_nobodys(string? externalId)
    {
        var state = ServerState.Of("CONTOSO.corp.com", [Samples.Held("1", Alice with { ExternalId = externalId })], []).Value;

        Assert.Equal((SyncAction.Delete, "1"), (Assert.Single(state.Unanchored).Action, state.Unanchored[0].ServerId));
    }

    [Fact]
    public void One_anchor_or_one_id_for_two_objects_is_refused()
    {
        var group = Samples.HeldGroup("1", Samples.Anchor(2), "g", new OnPremisesGroup("g", "contoso.corp.com", "S-1-5-21-1-2-3-4"));

        Assert.Equal(Catalogue.Connect.ServerStateInconsistent, ServerState.Of("contoso.corp.com", [Samples.Held("1", Alice), Samples.Held("2", Alice)], []).Refusal.Error);
        Assert.Equal(Catalogue.Connect.ServerStateInconsistent, ServerState.Of("contoso.corp.com", [Samples.Held("1", Alice)], [group]).Refusal.Error);
    }
}
