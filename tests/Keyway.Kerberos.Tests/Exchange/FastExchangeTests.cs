using System.Text.Json;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Exchange;

/// <summary>What went over the wire between FAST of ours and a domain controller.</summary>
public sealed class FastExchangeTests
{
    private static readonly IReadOnlyList<JsonElement> Recorded = VectorFile.Open("recorded.json").Cases("fast-exchange");

    [Fact]
    public void The_armour_key_comes_from_the_subkey_and_the_ticket()
    {
        foreach (var vector in Recorded)
        {
            using var sessionKey = vector.Aes256("armourSessionKey");
            foreach (var name in new[] { "firstRequest", "request" })
            {
                var armour = Outer(vector.Bytes(name)).Armour!;
                var authenticator = Authenticator.Parse(sessionKey.Decrypt(KeyUsage.ApReqAuthenticator, armour.Authenticator.Cipher).Value).Value;
                using var combined = KerberosKey.Combine(authenticator.Subkey!, sessionKey, "subkeyarmor"u8, "ticketarmor"u8);
                Assert.Equal(vector.Bytes("armourKey"), combined.Value.ToArray());
            }
        }
    }

    [Fact]
    public void The_body_is_bound_and_sent_again_inside_and_the_proof_is_a_challenge_with_the_cookie()
    {
        foreach (var vector in Recorded)
        {
            using var armour = vector.Aes256("armourKey");
            var request = KdcRequest.Parse(vector.Bytes("request")).Value;
            var outer = Outer(vector.Bytes("request"));
            Assert.True(outer.BodyChecksum.Covers(armour, KeyUsage.FastRequestChecksum, request.EncodedBody.Span));
            var inner = FastRequest.Parse(armour.Decrypt(KeyUsage.FastRequest, outer.EncryptedRequest.Cipher).Value).Value;
            Assert.Equal(request.EncodedBody.ToArray(), inner.EncodedBody.ToArray());
            Assert.Equal([PaDataType.FastCookie, PaDataType.EncryptedChallenge], inner.PreAuthentication.Select(element => element.Type));

            using var client = vector.Aes256("clientKey");
            using var challenge = KerberosKey.Combine(armour, client, "clientchallengearmor"u8, "challengelongterm"u8);
            var sealedTime = EncryptedData.Parse(inner.PreAuthentication[1].Value).Value;
            Assert.Equal(EncryptedTimestamp.Encode(vector.Time("time")), challenge.Decrypt(KeyUsage.ClientChallenge, sealedTime.Cipher).Value);
        }
    }

    [Fact]
    public void Messages_are_written_as_they_were_read()
    {
        foreach (var vector in Recorded)
        {
            using var armour = vector.Aes256("armourKey");
            var outer = KdcRequest.Parse(vector.Bytes("request")).Value.PreAuthentication[0].Value;
            Assert.Equal(outer, FastArmouredRequest.Parse(outer).Value.Encode());
            var inner = armour.Decrypt(KeyUsage.FastRequest, Outer(vector.Bytes("request")).EncryptedRequest.Cipher).Value;
            Assert.Equal(inner, FastRequest.Parse(inner).Value.Encode());
        }

        using var key = Recorded[0].Aes256("armourKey");
        var reply = KdcReply.Parse(Recorded[0].Bytes("reply")).Value.PreAuthentication.First(element => element.Type == PaDataType.Fast).Value;
        Assert.Equal(reply, FastArmouredReply.Parse(reply).Value.Encode());
        var response = key.Decrypt(KeyUsage.FastReply, FastArmouredReply.Parse(reply).Value.EncryptedResponse.Cipher).Value;
        Assert.Equal(response, FastResponse.Parse(response).Value.Encode());
    }

    [Fact]
    public void Answers_open_and_say_what_the_domain_controller_said()
    {
        foreach (var vector in Recorded)
        {
            using var armour = Armour(vector);
            using var answer = AsAnswer.Parse(vector.Bytes("request"), vector.Unsigned("nonce"), vector.Bytes("reply"), armour).Value;
            Assert.Equal(vector.GetProperty("code") is { ValueKind: JsonValueKind.Number } code ? code.GetInt32() : null, answer.Error?.Code);
            Assert.Equal(vector.OptionalText("ntStatus"), answer.WindowsStatus is { } status ? $"0x{status:X8}" : null);

            using var asked = AsAnswer.Parse(vector.Bytes("firstRequest"), vector.Unsigned("firstNonce"), vector.Bytes("firstReply"), armour).Value;
            Assert.Null(asked.Refusal);
            using var key = KeyHints.Derive(asked.PreAuthentication, vector.Text("realm"), PrincipalName.User(vector.Text("client")), vector.Text("password")).Value;
            Assert.Equal(vector.Bytes("clientKey"), key.Value.ToArray());
        }
    }

    [Fact]
    public void The_reply_opens_by_the_strengthened_key()
    {
        var vector = Recorded[0];
        using var armour = Armour(vector);
        using var key = vector.Aes256("clientKey");
        var conversation = Conversation(vector, armour);
        using var answer = AsAnswer.Parse(vector.Bytes("request"), vector.Unsigned("nonce"), vector.Bytes("reply"), armour).Value;

        using var ticket = conversation.Verify(answer, key).Value;
        Assert.Equal(vector.Bytes("sessionKey"), ticket.SessionKey.Value.ToArray());

        // The client's key alone opens nothing: a reply of somebody who guessed the password, but does not hold the armour, would.
        var plain = answer with { Fast = new FastResponse(answer.Fast!.PreAuthentication, null, answer.Fast.Finished, answer.Nonce) };
        Assert.Equal(Catalogue.Kdc.ReplyUndecryptable, conversation.Verify(plain, key).Refusal.Error);
    }

    [Fact]
    public void A_reply_to_another_request_is_refused()
    {
        var vector = Recorded[0];
        using var armour = Armour(vector);
        var answer = AsAnswer.Parse(vector.Bytes("request"), vector.Unsigned("nonce") + 1, vector.Bytes("reply"), armour);
        Assert.Equal(Catalogue.Kerberos.ProtectedMessageForged, answer.Refusal.Error);
        using var other = new FastArmour(KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1), Outer(vector.Bytes("request")).Armour!);
        Assert.Equal(Catalogue.Kerberos.ProtectedMessageForged, AsAnswer.Parse(vector.Bytes("request"), vector.Unsigned("nonce"), vector.Bytes("reply"), other).Refusal.Error);
    }

    [Fact]
    public void The_reply_of_a_domain_controller_signs_the_request_that_it_got()
    {
        var vector = VectorFile.Open("recorded.json").Cases("signed-request")[0];
        var conversation = Conversation(vector, null);
        var request = vector.Bytes("request");
        var answer = AsAnswer.Parse(request, vector.Unsigned("nonce"), vector.Bytes("reply"), null).Value;
        using var key = KeyHints.Derive(answer.PreAuthentication, vector.Text("realm"), PrincipalName.User(vector.Text("client")), vector.Text("password")).Value;

        using var ticket = conversation.Verify(answer, key).Value;
        Assert.Equal(vector.Bytes("sessionKey"), ticket.SessionKey.Value.ToArray());
        Assert.True(ticket.FastOffered);

        request[^1] ^= 1;
        Assert.Equal(Catalogue.Kerberos.ProtectedMessageForged, conversation.Verify(answer with { Request = request }, key).Refusal.Error);
    }

    [Fact]
    public void A_ticket_from_user_to_user_opens_by_the_session_key_of_the_other_ticket()
    {
        var vector = VectorFile.Open("recorded.json").Cases("user-to-user")[0];
        using var userKey = vector.Aes256("userSessionKey");
        using var ownKey = vector.Aes256("ownSessionKey");
        using var subkey = vector.Aes256("subkey");
        var realm = vector.Text("realm");
        var time = vector.Time("time");
        var own = PrincipalName.User(vector.Text("own"));
        var tgt = PrincipalName.TicketGranting(realm);
        var user = new HeldTicket(
            PrincipalName.User(vector.Text("client")), realm, tgt, realm, new Ticket(realm, tgt, new EncryptedData(18, 1, [])), userKey, TicketFlags.Initial, time, time, time.AddHours(10), null);

        var (ticket, _) = TgsExchange.Verify(user, own, vector.Unsigned("nonce"), subkey, vector.Bytes("reply"), time).Value;
        var part = EncTicketPart.Parse(ownKey.Decrypt(KeyUsage.Ticket, ticket.Ticket.EncryptedPart.Cipher).Value).Value;
        Assert.Equal(vector.Bytes("sessionKey"), part.SessionKey.Value.ToArray());
        Assert.Equal(ticket.SessionKey, part.SessionKey);
        Assert.Equal(user.Client, part.Client);
        Assert.True(KdcRequest.Parse(vector.Bytes("request")).Value.Body.Options.HasFlag(KdcOptions.EncryptInSessionKey));
    }

    private static FastArmouredRequest Outer(byte[] request) =>
        FastArmouredRequest.Parse(KdcRequest.Parse(request).Value.PreAuthentication.Single(element => element.Type == PaDataType.Fast).Value).Value;

    private static FastArmour Armour(JsonElement vector) => new(vector.Aes256("armourKey"), Outer(vector.Bytes("request")).Armour!);

    private static AsConversation Conversation(JsonElement vector, FastArmour? armour)
    {
        var realm = vector.Text("realm");
        return new AsConversation(
            new KdcTransport(), new FixedTime(vector.Time("time")), realm, PrincipalName.User(vector.Text("client")), PrincipalName.TicketGranting(realm), [], armour);
    }
}
