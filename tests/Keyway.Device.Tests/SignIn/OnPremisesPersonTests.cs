using Keyway.Device.SignIn;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Messages;

namespace Keyway.Device.Tests.SignIn;

public sealed class OnPremisesPersonTests
{
    private const string Sid = "S-1-5-21-1-2-3-1103";

    [Fact]
    public void The_claims_tell_and_a_ticket_must_say_the_same()
    {
        var told = new OnPremisesPerson("Alice", "corp.example", Sid);
        Assert.Equal(told, OnPremisesPerson.Of(Claims("Alice", "Corp.Example", Sid), Catalogue.Device.TicketNotOffered).Value);
        Assert.Equal(told, OnPremisesPerson.Of(Claims("Alice", "corp.example", Sid), Ticket("alice", "CORP.EXAMPLE")).Value);
        Assert.Equal(Catalogue.Device.TicketOfAnother, OnPremisesPerson.Of(Claims("Alice", "corp.example", Sid), Ticket("bob", "CORP.EXAMPLE")).Refusal.Error);
        Assert.Equal(Catalogue.Device.TicketOfAnother, OnPremisesPerson.Of(Claims("Alice", "corp.example", Sid), Ticket("alice", "OTHER.EXAMPLE")).Refusal.Error);
    }

    [Fact]
    public void An_older_server_tells_by_the_ticket_alone()
    {
        Assert.Equal(new OnPremisesPerson("alice", "corp.example", null), OnPremisesPerson.Of(Claims(null, null, null), Ticket("alice", "CORP.EXAMPLE")).Value);
        Assert.Equal(Catalogue.Daemon.NotOfDomain, OnPremisesPerson.Of(Claims(null, null, null), Catalogue.Device.TicketNotOffered).Refusal.Error);
    }

    [Theory]
    [InlineData("S-1-5-21-1;id")]
    [InlineData("1103")]
    [InlineData("")]
    [InlineData("--help")]
    public void A_sid_that_is_none_is_refused(string sid) =>
        Assert.Equal(Catalogue.Device.ServerReplyMalformed, OnPremisesPerson.Of(Claims("alice", "corp.example", sid), Catalogue.Device.TicketNotOffered).Refusal.Error);

    private static IdTokenClaims Claims(string? account, string? domain, string? sid) => new(Guid.NewGuid(), Guid.NewGuid(), "alice@corp.example", null, sid, account, domain);

    private static Result<HeldTicket> Ticket(string account, string realm)
    {
        var server = PrincipalName.TicketGranting(realm);
        var now = DateTimeOffset.UnixEpoch;
        var ticket = new Ticket(realm, server, new EncryptedData(18, 1, new byte[64]));
        return new HeldTicket(PrincipalName.User(account), realm, server, realm, ticket, KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1), TicketFlags.None, now, now, now.AddHours(1), null);
    }
}
