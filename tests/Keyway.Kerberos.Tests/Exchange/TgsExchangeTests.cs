using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Kerberos.Tests.Exchange;

public sealed class TgsExchangeTests
{
    private static readonly VectorFile Recorded = VectorFile.Open("recorded.json");

    [Fact]
    public void What_a_domain_controller_answered_is_verified_and_understood()
    {
        foreach (var vector in Recorded.Cases("full-ticket-exchange"))
        {
            var partial = PartialTicket.Open(vector.Bytes("partialAsRep"), vector.Bytes("clientKey")).Value;
            Assert.Equal(vector.Bytes("partialSessionKey"), partial.SessionKey.Value.ToArray());
            var subkey = vector.OptionalText("subkey") is null ? null : vector.Aes256("subkey");
            var result = TgsExchange.Verify(partial, PrincipalName.TicketGranting("CONTOSO.CORP.COM"), vector.Unsigned("nonce"), subkey, vector.Bytes("reply"), vector.Time("time"));

            var (ticket, expected) = (result.Value.Ticket, vector.GetProperty("expected"));
            Assert.Equal(expected.Bytes("sessionKey"), ticket.SessionKey.Value.ToArray());
            Assert.Equal(expected.Text("client"), ticket.Client.ToString());
            Assert.Equal(expected.Text("server"), ticket.Server.ToString());
            Assert.Equal(expected.Text("flags"), $"0x{(uint)ticket.Flags:X8}");
            Assert.Equal(expected.Time("endTime"), ticket.EndTime);
            Assert.Equal(expected.Time("renewTill"), ticket.RenewTill);
            Assert.Equal(expected.Unsigned("ticketKeyVersion"), ticket.Ticket.EncryptedPart.KeyVersion);
        }
    }

    [Fact]
    public void The_request_asks_for_what_windows_asks_for()
    {
        foreach (var vector in Recorded.Cases("full-ticket-exchange"))
        {
            var request = KdcRequest.Parse(vector.Bytes("request")).Value;
            Assert.Equal(0x40810000u, (uint)request.Body.Options);
            Assert.Equal([18, 17, 23], request.Body.EncryptionTypes);
            Assert.Equal([PaDataType.TgsReq, PaDataType.KeyListRequest], request.PreAuthentication.Select(data => data.Type));
            Assert.Equal("3003020117", Convert.ToHexStringLower(request.PreAuthentication[1].Value));
        }
    }

    [Fact]
    public void Replies_for_another_request_client_time_or_key_are_refused()
    {
        var vector = Recorded.Cases("full-ticket-exchange")[0];
        var partial = PartialTicket.Open(vector.Bytes("partialAsRep"), vector.Bytes("clientKey")).Value;
        foreach (var refused in VectorFile.Open("refusals.json").Cases("tgs-reply"))
        {
            var asking = partial with { Client = PrincipalName.User(refused.Text("client")) };
            using var subkey = refused.Aes256("subkey");
            var result = TgsExchange.Verify(asking, PrincipalName.Service(refused.Text("server")), refused.Unsigned("nonce"), subkey, refused.Bytes("reply"), refused.Time("time"));
            Assert.True(!result.Succeeded && refused.Number("number") == result.Refusal.Error.Number, refused.Text("about"));
        }
    }
}
