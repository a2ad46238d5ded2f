using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Kerberos.Tests.Exchange;

public sealed class ServiceTicketExchangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_ticket_granting_ticket_gets_a_ticket_of_the_service_that_was_asked_for()
    {
        using var key = new KerberosServerKey(1, 1, new byte[32]);
        var request = new PartialTicketRequest("contoso.corp.com", "CONTOSO", "alice", "", "", SecurityIdentifier.Parse("S-1-5-21-1-2-3-4").Value);
        var held = PartialTicket.Open(new PartialTicketMinter(new FixedTime(Now)).Mint(key, request, new byte[32]).Value.AsRep, new byte[32]).Value;
        var controller = new WritableDomainController(key, Now);
        await using var kdc = new LoopbackKdc(message => LoopbackKdc.Framed(controller.Answer(message)!));
        var exchange = new ServiceTicketExchange(new KdcTransport(new KdcTransportOptions { UdpPreferenceLimit = 0 }), new FixedTime(Now));

        var ticket = (await exchange.GetAsync(held, PrincipalName.Service("cifs/dc1.contoso.corp.com"), [kdc.Endpoint], TestContext.Current.CancellationToken)).Value;
        Assert.Equal("cifs/dc1.contoso.corp.com", ticket.Server.ToString());

        var refused = await exchange.GetAsync(ticket, PrincipalName.Service("HTTP/intranet"), [kdc.Endpoint], TestContext.Current.CancellationToken);
        Assert.Equal(Catalogue.Kerberos.NotTicketGranting, refused.Refusal.Error);
    }
}
