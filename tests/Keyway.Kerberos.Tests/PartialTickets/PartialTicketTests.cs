using Keyway.Kerberos.PartialTickets;

namespace Keyway.Kerberos.Tests.PartialTickets;

public sealed class PartialTicketTests
{
    [Fact]
    public void What_is_no_partial_ticket_for_this_device_is_refused()
    {
        foreach (var vector in VectorFile.Open("refusals.json").Cases("open-partial-ticket"))
        {
            var result = PartialTicket.Open(vector.Bytes("asRep"), vector.Bytes("clientKey"));
            Assert.True(!result.Succeeded && vector.Number("number") == result.Refusal.Error.Number, vector.Text("about"));
        }
    }

    [Fact]
    public void Tickets_never_show_their_keys()
    {
        var vector = VectorFile.Open("recorded.json").Cases("full-ticket-exchange")[0];
        using var held = PartialTicket.Open(vector.Bytes("partialAsRep"), vector.Bytes("clientKey")).Value;
        Assert.DoesNotContain(vector.Text("partialSessionKey"), held.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("krbtgt/CONTOSO.CORP.COM@CONTOSO.CORP.COM for alice@CONTOSO.CORP.COM", held.ToString(), StringComparison.Ordinal);
    }
}
