using System.Security.Cryptography;
using Keyway.Contracts.Jose;
using Keyway.Contracts.Provisioning;
using Keyway.Contracts.SignIn;
using Keyway.Kerberos.PartialTickets;
using Keyway.Server.KerberosServers;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.KerberosServers;

/// <summary>From what was synced and published to a ticket that opens, or to the reason why there is none.</summary>
public sealed class PartialTicketIssuerTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private readonly byte[] _sessionKey = RandomNumberGenerator.GetBytes(32);

    private DateTimeOffset Now => fixture.Server.Clock.GetUtcNow();

    [Fact]
    public async Task An_allowed_person_gets_a_ticket_that_the_session_key_opens()
    {
        var connector = await fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication with { TicketKeyVersion = 7 });
        var alice = await connector.CreateUserAsync("alice", 1105);
        await connector.CreateGroupAsync("allowed", 1201, alice);

        var issued = Issue(alice);
        var realm = connector.Domain.ToUpperInvariant();
        Assert.Equal((18, null, realm, "krbtgt/" + realm, "alice"), (issued.KeyType, issued.Error, issued.Realm, issued.ServiceName, issued.ClientName));
        using var held = Open(issued);
        Assert.Equal((realm, "alice"), (held.ServerRealm, held.Client.ToString()));
        Assert.Equal((30775u << 16) | 7, (uint)held.Ticket.EncryptedPart.KeyVersion!);
        using var again = Open(Issue(alice));
        Assert.False(held.SessionKey.Value.SequenceEqual(again.SessionKey.Value));
    }

    [Fact]
    public async Task A_rotated_key_mints_the_next_ticket_and_a_removed_one_none()
    {
        var connector = await fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication);
        var alice = await connector.CreateUserAsync("alice", 1105);
        await connector.CreateGroupAsync("allowed", 1201, alice);
        Assert.Equal(1u, (uint)Open(Issue(alice)).Ticket.EncryptedPart.KeyVersion! & 0xFFFF);
        await publisher.PublishedAsync(publisher.Publication with { IssuedOn = Now.AddSeconds(1), TicketKeyVersion = 2, Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
        Assert.Equal(2u, (uint)Open(Issue(alice)).Ticket.EncryptedPart.KeyVersion! & 0xFFFF);
        await publisher.RemoveAsync();
        AssertNothing("KW2401", Issue(alice));
    }

    [Fact]
    public async Task K01_a_denied_group_counts_through_three_nestings()
    {
        var connector = await fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication);
        var alice = await connector.CreateUserAsync("alice", 1105);
        await connector.CreateGroupAsync("allowed", 1201, alice);
        var inner = await connector.CreateGroupAsync("inner", 1301, alice);
        var middle = await connector.CreateGroupAsync("middle", 1302, inner);
        var denied = await connector.CreateGroupAsync("denied", 1202);
        Assert.Equal(18, Issue(alice).KeyType);
        await connector.PatchAsync("Groups/" + denied, ScimClient.Patch("add", "members", ScimClient.Members(middle)));
        AssertNothing("KW2405", Issue(alice));
        await connector.PatchAsync("Groups/" + inner, ScimClient.Patch("remove", "members", null));
        Assert.Equal(18, Issue(alice).KeyType);
    }

    [Fact]
    public async Task K04_a_nested_domain_administrator_gets_none()
    {
        var connector = await fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication);
        var eve = await connector.CreateUserAsync("eve", 1105);
        await connector.CreateGroupAsync("allowed", 1201, eve);
        var helpers = await connector.CreateGroupAsync("helpers", 1301, eve);
        await connector.CreateGroupAsync("Domain Admins", 512, helpers);
        AssertNothing("KW2404", Issue(eve));
    }

    [Fact]
    public async Task The_primary_group_can_allow()
    {
        var connector = await fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication with { AllowedSids = [$"{connector.DomainSid}-513"] });
        Assert.Equal(18, Issue(await connector.CreateUserAsync("alice", 1105)).KeyType);
    }

    [Fact]
    public async Task Whoever_may_not_have_one_gets_the_reason_instead()
    {
        var connector = await fixture.ConnectorAsync();
        var bob = await connector.CreateUserAsync("bob", 1106);
        AssertNothing("KW2401", Issue(bob));
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication);
        AssertNothing("KW2406", Issue(bob));
        await connector.PatchAsync("Users/" + bob, ScimClient.Patch("replace", ScimSchemas.OnPremises + ":passwordExpired", true));
        AssertNothing("KW2053", Issue(bob));
        await connector.PatchAsync("Users/" + bob, ScimClient.Patch("replace", "active", false));
        AssertNothing("KW2051", Issue(bob));
        var administrator = await fixture.AdministratorAsync();
        AssertNothing("KW2400", Issue(administrator.AccountId.ToString("D")));
    }

    [Fact]
    public async Task K17_a_person_whose_SID_is_of_another_domain_gets_none()
    {
        var connector = await fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication with { DomainSid = "S-1-5-21-9-9-9", AllowedSids = [$"{connector.DomainSid}-513"] });
        AssertNothing("KW2402", Issue(await connector.CreateUserAsync("alice", 1105)));
    }

    [Fact]
    public async Task Of_several_servers_the_first_that_may_mint_does()
    {
        var connector = await fixture.ConnectorAsync();
        var publisher = new Publisher(connector, Now);
        await publisher.PublishedAsync(publisher.Publication);
        await publisher.PublishedAsync(publisher.Publication with { Name = "aardvark", Id = 5, AllowedSids = [$"{connector.DomainSid}-513"] });
        var bob = await connector.CreateUserAsync("bob", 1106);
        Assert.Equal(5u, (uint)Open(Issue(bob)).Ticket.EncryptedPart.KeyVersion! >> 16);
        await connector.CreateGroupAsync("allowed", 1201, bob);
        Assert.Equal(30775u, (uint)Open(Issue(bob)).Ticket.EncryptedPart.KeyVersion! >> 16);
    }

    private OnPremisesTicket Issue(string id) => fixture.Server.Get<PartialTicketIssuer>().Issue(fixture.Accounts.Find(Guid.Parse(id))!, _sessionKey, out _);

    private Keyway.Kerberos.HeldTicket Open(OnPremisesTicket issued)
    {
        Assert.Null(issued.Error);
        var clientKey = SessionKeyEnvelope.Open(_sessionKey, issued.ClientKey!).Value;
        return PartialTicket.Open(Convert.FromBase64String(issued.MessageBuffer!), clientKey).Value;
    }

    private static void AssertNothing(string code, OnPremisesTicket issued)
    {
        Assert.StartsWith(code + " ", issued.Error, StringComparison.Ordinal);
        Assert.Equal((0, null, null), (issued.KeyType, issued.ClientKey, issued.MessageBuffer));
    }
}
