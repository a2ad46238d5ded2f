using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Messages;

/// <summary>What went over the wire to and from a domain controller is read, and written again byte by byte.</summary>
public sealed class RecordedMessagesTests
{
    private static readonly VectorFile Recorded = VectorFile.Open("recorded.json");

    [Fact]
    public void Requests_and_replies_are_written_as_they_were_read()
    {
        foreach (var exchange in Recorded.Cases("full-ticket-exchange"))
        {
            Assert.Equal(exchange.Bytes("request"), KdcRequest.Parse(exchange.Bytes("request")).Value.Encode());
            Assert.Equal(exchange.Bytes("reply"), KdcReply.Parse(exchange.Bytes("reply")).Value.Encode());
        }

        foreach (var exchange in Recorded.Cases("as-exchange"))
        {
            Assert.Equal(exchange.Bytes("firstRequest"), KdcRequest.Parse(exchange.Bytes("firstRequest")).Value.Encode());
            Assert.Equal(exchange.Bytes("request"), KdcRequest.Parse(exchange.Bytes("request")).Value.Encode());
            Assert.Equal(exchange.Bytes("reply"), KdcReply.Parse(exchange.Bytes("reply")).Value.Encode());
        }
    }

    [Fact]
    public void Protected_parts_are_written_as_they_were_read()
    {
        foreach (var exchange in Recorded.Cases("full-ticket-exchange"))
        {
            var reply = KdcReply.Parse(exchange.Bytes("reply")).Value;
            using var key = exchange.Aes256(exchange.OptionalText("subkey") is null ? "partialSessionKey" : "subkey");
            var usage = exchange.OptionalText("subkey") is null ? KeyUsage.TgsRepBySessionKey : KeyUsage.TgsRepBySubkey;
            var part = key.Decrypt(usage, reply.EncryptedPart.Cipher).Value;
            Assert.Equal(part, EncKdcReplyPart.Parse(part).Value.Encode());

            var proof = ApReq.Parse(KdcRequest.Parse(exchange.Bytes("request")).Value.PreAuthentication[0].Value).Value;
            using var sessionKey = exchange.Aes256("partialSessionKey");
            var authenticator = sessionKey.Decrypt(KeyUsage.TgsReqAuthenticator, proof.Authenticator.Cipher).Value;
            Assert.Equal(authenticator, Authenticator.Parse(authenticator).Value.Encode());
        }
    }

    [Fact]
    public void Tickets_are_written_as_they_were_read()
    {
        foreach (var vector in Recorded.Cases("ticket"))
            Assert.Equal(vector.Bytes("ticket"), Ticket.Parse(vector.Bytes("ticket")).Value.Encode());
    }

    [Fact]
    public void A_key_version_with_its_highest_bit_set_is_written_as_a_negative_number_and_read_in_both_forms()
    {
        var data = new EncryptedData(18, 0xFFFF_FFFF, [1]);
        var ticket = new Ticket("A", PrincipalName.TicketGranting("A"), data).Encode();
        Assert.Equal(0xFFFF_FFFFu, Ticket.Parse(ticket).Value.EncryptedPart.KeyVersion);
        Assert.Contains("a1030201ff", Convert.ToHexStringLower(ticket), StringComparison.Ordinal);

        // 02 01 ff grows by four bytes to 02 05 00 ff ff ff ff, and with it each length around it.
        var positive = Convert.ToHexStringLower(ticket).Replace("a1030201ff", "a107020500ffffffff", StringComparison.Ordinal);
        var lengths = new[] { 1, 3, ticket.Length - 18, ticket.Length - 16 };
        var bytes = Convert.FromHexString(positive);
        foreach (var at in lengths)
            bytes[at] += 4;
        Assert.Equal(0xFFFF_FFFFu, Ticket.Parse(bytes).Value.EncryptedPart.KeyVersion);
    }

    [Fact]
    public void Errors_are_read_with_their_code_time_and_windows_status()
    {
        foreach (var vector in Recorded.Cases("krb-error"))
        {
            var error = KrbError.Parse(vector.Bytes("message")).Value;
            Assert.Equal(vector.Number("code"), error.Code);
            Assert.Equal(vector.Time("serverTime").ToUnixTimeSeconds(), error.ServerTime.ToUnixTimeSeconds());
            Assert.Equal(vector.OptionalText("ntStatus"), error.WindowsStatus is { } status ? $"0x{status:X8}" : null);
        }
    }

    [Fact]
    public void A_message_of_a_quarter_megabyte_is_not_even_looked_at() =>
        Assert.Equal(Keyway.Errors.Catalogue.Kerberos.MessageTooLarge, KdcReply.Parse(new byte[(256 * 1024) + 1]).Refusal.Error);

    [Fact]
    public void A_list_of_ten_thousand_elements_is_refused()
    {
        var types = Enumerable.Repeat(EncryptionType.Rc4Hmac, 10_000).ToArray();
        Assert.Equal(Keyway.Errors.Catalogue.Kerberos.MessageMalformed, KeyList.ParseRequest(KeyList.Request(types).Value).Refusal.Error);
    }
}
