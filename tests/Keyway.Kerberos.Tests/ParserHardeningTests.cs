using System.Text.Json;
using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Keytabs;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Kerberos.Tests;

/// <summary>Each parser over damaged copies of recorded bytes: a value or a numbered refusal, no exception, no memory by an attacker's length.</summary>
public sealed class ParserHardeningTests
{
    private const long AllocationLimit = 2 * 1024 * 1024;

    private static readonly VectorFile Recorded = VectorFile.Open("recorded.json");
    private static readonly VectorFile Minted = VectorFile.Open("partial-ticket.json");
    private static readonly JsonElement Exchange = Recorded.Cases("full-ticket-exchange")[0];
    private static readonly JsonElement Partial = Minted.Cases("partial-ticket")[0].GetProperty("output");

    [Fact]
    public void Replies_of_a_kdc() => Survive(Exchange.Bytes("reply"), bytes => KdcReply.Parse(bytes));

    [Fact]
    public void Requests_to_a_kdc() => Survive(Exchange.Bytes("request"), bytes => KdcRequest.Parse(bytes));

    [Fact]
    public void Proofs_inside_requests()
    {
        var proof = KdcRequest.Parse(Exchange.Bytes("request")).Value.PreAuthentication[0];
        Survive(proof.Value, bytes => ApReq.Parse(bytes));
    }

    [Fact]
    public void Authenticators()
    {
        var proof = ApReq.Parse(KdcRequest.Parse(Exchange.Bytes("request")).Value.PreAuthentication[0].Value).Value;
        Survive(Exchange.Aes256("partialSessionKey").Decrypt(KeyUsage.TgsReqAuthenticator, proof.Authenticator.Cipher).Value, bytes => Authenticator.Parse(bytes));
    }

    [Fact]
    public void Answers_of_services()
    {
        var vector = Recorded.Cases("gss-dce")[0];
        Survive(vector.Bytes("apRep"), bytes => ApRep.Parse(bytes));
        Survive(vector.Aes256("sessionKey").Decrypt(KeyUsage.ApRepEncryptedPart, ApRep.Parse(vector.Bytes("apRep")).Value.EncryptedPart.Cipher).Value, bytes => EncApRepPart.Parse(bytes));
    }

    [Fact]
    public void Protected_parts_of_replies()
    {
        var reply = KdcReply.Parse(Exchange.Bytes("reply")).Value;
        Survive(Exchange.Aes256("subkey").Decrypt(KeyUsage.TgsRepBySubkey, reply.EncryptedPart.Cipher).Value, bytes => EncKdcReplyPart.Parse(bytes));
    }

    [Fact]
    public void Protected_parts_of_tickets() => Survive(Partial.Bytes("encTicketPart"), bytes =>
        EncTicketPart.Parse(bytes).TryGet(out var part, out var refusal) ? AuthorizationDataElement.FindPac(part.AuthorizationData) : refusal);

    [Fact]
    public void Errors_of_a_kdc()
    {
        foreach (var vector in Recorded.Cases("krb-error"))
        {
            Survive(vector.Bytes("message"), bytes =>
            {
                if (!KrbError.Parse(bytes).TryGet(out var error, out var refusal))
                    return (Result<string>)refusal;
                return KdcRefusal.From(error).ToString();
            });
        }
    }

    [Fact]
    public void Hints_for_the_key()
    {
        var held = new KeytabEntry(PrincipalName.User("alice"), "R", KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1), 1, DateTimeOffset.UnixEpoch);
        Survive(Recorded.Cases("as-exchange")[0].Bytes("firstReply"), bytes => AsAnswer.Parse(Array.Empty<byte>(), 0, bytes, armour: null).TryGet(out var answer, out var refusal)
            ? KeyHints.Choose(answer.PreAuthentication, [held])
            : refusal);
    }

    [Fact]
    public void Partial_tickets_at_the_device()
    {
        var clientKey = Minted.Cases("partial-ticket")[0].GetProperty("input").Bytes("clientKey");
        Survive(Partial.Bytes("asRep"), bytes => PartialTicket.Open(bytes, clientKey));
    }

    [Fact]
    public void Pacs()
    {
        using var key = Minted.Cases("partial-ticket")[0].GetProperty("input").Aes256("serverKey");
        Survive(Partial.Bytes("pac"), bytes => PrivilegeAttributeCertificate.Parse(bytes).TryGet(out var pac, out var refusal) ? pac.Verify(key, key) : refusal);
    }

    [Fact]
    public void Logon_information_of_a_domain_controller()
    {
        foreach (var vector in Recorded.Cases("ticket"))
        {
            using var key = vector.Aes256("serverKey");
            var part = EncTicketPart.Parse(key.Decrypt(KeyUsage.Ticket, Ticket.Parse(vector.Bytes("ticket")).Value.EncryptedPart.Cipher).Value).Value;
            var pac = PrivilegeAttributeCertificate.Parse(AuthorizationDataElement.FindPac(part.AuthorizationData).Value).Value;
            Survive(pac.Buffer(PacBufferType.LogonInfo).Value, bytes => LogonInfo.Parse(bytes));
            Survive(pac.Buffer(PacBufferType.UpnDnsInfo).Value, bytes => UpnDnsInfo.Parse(bytes));
        }
    }

    [Fact]
    public void Small_buffers_of_a_pac()
    {
        Survive(Partial.Bytes("clientInfo"), bytes => ClientInfo.Parse(bytes));
        Survive(Partial.Bytes("requestor"), bytes => SecurityIdentifier.Parse(bytes));
        Survive(Partial.Bytes("kdcChecksum"), bytes => PacSignature.Parse(bytes));
    }

    [Fact]
    public void Key_lists() => Survive(KeyList.Reply(new KerberosKey(EncryptionType.Rc4Hmac, new byte[16])).Value, bytes => KeyList.ParseReply(bytes));

    [Fact]
    public void Credential_caches()
    {
        var held = PartialTicket.Open(Exchange.Bytes("partialAsRep"), Exchange.Bytes("clientKey")).Value;
        Survive(Recorded.Cases("credential-cache")[0].Bytes("file"), bytes => CredentialCacheFormat.Parse(bytes));
        Survive(CredentialCacheFormat.Encode(new CredentialCache(held.Client, held.ClientRealm, [held, held])), bytes => CredentialCacheFormat.Parse(bytes));
    }

    [Fact]
    public void Requests_inside_fast()
    {
        var vector = Recorded.Cases("fast-exchange")[0];
        using var key = vector.Aes256("armourKey");
        var outer = KdcRequest.Parse(vector.Bytes("request")).Value.PreAuthentication[0].Value;
        Survive(outer, bytes => FastArmouredRequest.Parse(bytes));
        Survive(key.Decrypt(KeyUsage.FastRequest, FastArmouredRequest.Parse(outer).Value.EncryptedRequest.Cipher).Value, bytes => FastRequest.Parse(bytes));
    }

    [Fact]
    public void Replies_inside_fast()
    {
        foreach (var vector in Recorded.Cases("fast-exchange"))
        {
            using var armour = new FastArmour(vector.Aes256("armourKey"), new ApReq(0, new Ticket("R", PrincipalName.TicketGranting("R"), new EncryptedData(18, 1, [])), new EncryptedData(18, null, [])));
            Survive(vector.Bytes("reply"), bytes => AsAnswer.Parse(Array.Empty<byte>(), vector.Unsigned("nonce"), bytes, armour));
        }
    }

    [Fact]
    public void Responses_that_fast_protects()
    {
        var vector = Recorded.Cases("fast-exchange")[0];
        using var key = vector.Aes256("armourKey");
        var armoured = KdcReply.Parse(vector.Bytes("reply")).Value.PreAuthentication.First(element => element.Type == PaDataType.Fast).Value;
        Survive(armoured, bytes => FastArmouredReply.Parse(bytes));
        Survive(key.Decrypt(KeyUsage.FastReply, FastArmouredReply.Parse(armoured).Value.EncryptedResponse.Cipher).Value, bytes => FastResponse.Parse(bytes));
    }

    [Fact]
    public void Checksums() => Survive(new KerberosChecksum(16, new byte[12]).Encode(), bytes => KerberosChecksum.Parse(bytes));

    [Fact]
    public void Keytabs()
    {
        foreach (var vector in Recorded.Cases("keytab"))
            Survive(vector.Bytes("file"), bytes => KeytabFormat.Parse(bytes));
    }

    private static void Survive<T>(byte[] good, Func<byte[], Result<T>> parse)
        where T : notnull
    {
        Assert.True(parse(good).Succeeded, "the bytes that are damaged must be good");
        var refused = 0;
        foreach (var damaged in Mutations.Of(good))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var result = parse(damaged);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationLimit);
            if (!result.Succeeded)
            {
                refused++;
                Assert.InRange(result.Refusal.Error.Number, 1200, 1399);
            }
        }

        Assert.True(refused > 0, "damage must be noticed");
    }
}
