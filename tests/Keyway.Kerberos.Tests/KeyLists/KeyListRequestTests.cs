using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.KeyLists;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.PartialTickets;
using Keyway.Kerberos.Tests.Exchange;

namespace Keyway.Kerberos.Tests.KeyLists;

/// <summary>What the companion KDC makes of requests and replies: right ones, wrong ones, damaged ones.</summary>
public sealed class KeyListRequestTests : IDisposable
{
    private const string Realm = "CONTOSO.CORP.COM";
    private const int Branch = 40_000;

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly PaData Wish = KeyList.Request(EncryptionType.Rc4Hmac);
    private static readonly byte[] NtHash = Convert.FromHexString("8846f7eaee8fb117ad06bdd830b7586c");

    private readonly KerberosServerKey _key = new(Branch, 7, new byte[32]);

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_is_put_into_the_domain_controllers_reply_and_all_else_stays(bool useSubkey)
    {
        using var partial = Partial();
        using var subkey = useSubkey ? KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1) : null;
        var request = Build(partial, subkey: subkey);
        var reply = Controller().Answer(request)!;
        using var proven = Prove(request).Value;
        Assert.Equal("S-1-5-21-1-2-3-1104", proven.Requestor.ToString());
        using var opened = proven.Open(reply).Value;

        var (ticket, part) = TgsExchange.Verify(partial, PrincipalName.TicketGranting(Realm), 4711, subkey, opened.With(NtHash).Value, Now).Value;

        Assert.Equal(NtHash, FullTicketExchange.ReadNtHash(part).Value);
        Assert.Equal([PaDataType.KeyListReply, PaDataType.SupportedEncryptionTypes], part.EncryptedPreAuthentication.Select(data => data.Type));
        Assert.Equal(KdcReply.Parse(reply).Value.Ticket.Encode(), ticket.Ticket.Encode());
        Assert.DoesNotContain("1104", request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_such_exchange_is_not_recognised()
    {
        using var partial = Partial();
        var good = KdcRequest.Parse(Build(partial)).Value;
        Assert.NotNull(Recognise(good));

        // K13: no RC4, no wish, two wishes; FAST and delegation; K14: what would make another ticket of it.
        Assert.Null(Recognise(With(good, KeyList.Request(EncryptionType.Aes256CtsHmacSha1))));
        Assert.Null(Recognise(With(good)));
        Assert.Null(Recognise(With(good, Wish, Wish)));
        Assert.Null(Recognise(With(good, new PaData(PaDataType.KeyListRequest, [0x30, 0x05]))));
        foreach (var other in new[] { 129, 130, 136 })
            Assert.Null(Recognise(With(good, Wish, new PaData((PaDataType)other, [0x30, 0x00]))));
        foreach (var option in new uint[] { 1, 2, 8, 0x0002_0000, 0x0800_0000, 0x2000_0000 })
            Assert.Null(Recognise(Build(partial, options: (KdcOptions)option)));
        Assert.Null(Recognise(Build(partial, server: PrincipalName.Service("cifs/dc1.contoso.corp.com"))));

        // K10, K12: other branches, no branch, another realm, an AS-REQ.
        Assert.Null(KeyListRequest.Recognise(good.Encode(), Realm, Branch + 1));
        Assert.Null(KeyListRequest.Recognise(good.Encode(), "OTHER.EXAMPLE", Branch));
        Assert.Null(Recognise(Build(partial with { Ticket = partial.Ticket with { EncryptedPart = partial.Ticket.EncryptedPart with { KeyVersion = 7 } } })));
        Assert.Null(Recognise(Build(partial with { Ticket = partial.Ticket with { EncryptedPart = partial.Ticket.EncryptedPart with { KeyVersion = null } } })));
        Assert.Null(Recognise(new KdcRequest(MessageType.AsReq, good.PreAuthentication, good.Body, good.EncodedBody)));
    }

    [Fact]
    public void K15_clocks_that_are_apart_prove_nothing()
    {
        using var partial = Partial();
        var request = Build(partial);
        foreach (var minutes in new[] { -6, 6 })
            Assert.Equal(Catalogue.KeyList.TicketUnproven, KeyListRequest.Recognise(request, Realm, Branch)!.Prove(_key.Key, Realm, Now.AddMinutes(minutes)).Refusal.Error);
        Assert.Contains("expired", KeyListRequest.Recognise(Build(partial, now: Now.AddHours(11)), Realm, Branch)!.Prove(_key.Key, Realm, Now.AddHours(11)).Refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void K08_K09_tickets_of_another_key_or_with_a_PAC_that_proves_nobody_prove_nothing()
    {
        using var partial = Partial();
        using var other = new KerberosServerKey(Branch, 7, Enumerable.Repeat((byte)9, 32).ToArray());
        Refused("another key", KeyListRequest.Recognise(Build(partial), Realm, Branch)!.Prove(other.Key, Realm, Now));
        Refused("PAC", Prove(Build(Rewrite(partial, part => part with { AuthorizationData = [] }))));
        Refused("PAC", Prove(Build(Rewrite(partial, part => WithPac(part, buffers => buffers, other.Key)))));
        Refused("requestor", Prove(Build(Rewrite(partial, part => WithPac(part, buffers => buffers.Where(buffer => buffer.Type != PacBufferType.Requestor), _key.Key)))));
        Refused("realm", Prove(Build(Rewrite(partial, part => part with { ClientRealm = "OTHER.EXAMPLE" }))));
        Refused("invalid", Prove(Build(Rewrite(partial, part => part with { Flags = part.Flags | TicketFlags.Invalid }))));
    }

    [Fact]
    public void Authenticators_of_another_client_key_or_request_prove_nothing()
    {
        using var partial = Partial();
        Refused("another client", Prove(Build(partial with { Client = PrincipalName.User("grace") })));
        using var foreign = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        Refused("session key", Prove(Build(partial with { SessionKey = foreign })));

        // Another body behind the same proof.
        var good = KdcRequest.Parse(Build(partial)).Value;
        Refused("does not cover", Prove(new KdcRequest(good.Type, good.PreAuthentication, good.Body with { Nonce = 1 }).Encode()));
    }

    [Fact]
    public void Replies_that_are_no_full_ticket_for_the_same_client_and_request_get_no_list()
    {
        using var partial = Partial();
        var request = Build(partial);
        using var proven = Prove(request).Value;
        Unfit("KRB-ERROR 20", proven.Open(new KrbError(Now, 20, Realm, null, null, null).Encode()));
        Unfit("nonce", proven.Open(Controller(part => part with { Nonce = 1 }).Answer(request)));
        Unfit("service", proven.Open(Controller(part => part with { Server = PrincipalName.Service("cifs/dc1") }).Answer(request)));
        Unfit("realm", proven.Open(Controller(part => part with { ServerRealm = "OTHER.EXAMPLE" }).Answer(request)));
        Unfit("already", proven.Open(Controller(part => part with { EncryptedPreAuthentication = [KeyList.Reply()] }).Answer(request)));
        var reply = KdcReply.Parse(Controller().Answer(request)!).Value;
        Unfit("client", proven.Open((reply with { Client = PrincipalName.User("grace") }).Encode()));
        Unfit("full", proven.Open((reply with { Ticket = partial.Ticket }).Encode()));
        Unfit("TGS-REP", proven.Open((reply with { Type = MessageType.AsRep }).Encode()));

        // The reply to another request of the same ticket.
        using var later = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        Unfit("key", proven.Open(Controller().Answer(Build(partial, subkey: later))));
    }

    [Fact]
    public void K20_damaged_requests_and_replies_are_survived()
    {
        using var partial = Partial();
        var request = Build(partial);
        foreach (var damaged in Mutations.Of(request).Append(Build(partial, subkey: KerberosKey.Random(EncryptionType.Rc4Hmac))))
        {
            if (Recognise(damaged) is { } recognised && recognised.Prove(_key.Key, Realm, Now).TryGet(out var held, out _))
                held.Dispose();
        }

        using var proven = Prove(request).Value;
        foreach (var damaged in Mutations.Of(Controller().Answer(request)!))
        {
            if (proven.Open(damaged).TryGet(out var opened, out _))
            {
                _ = opened.With(NtHash).Succeeded;
                opened.Dispose();
            }
        }
    }

    private static KeyListRequest? Recognise(KdcRequest request) => Recognise(request.Encode());

    private static KeyListRequest? Recognise(byte[] request) => KeyListRequest.Recognise(request, Realm, Branch);

    private Result<ProvenKeyListRequest> Prove(byte[] request) => Recognise(request)!.Prove(_key.Key, Realm, Now);

    private static void Refused(string detail, Result<ProvenKeyListRequest> proven)
    {
        Assert.Equal(Catalogue.KeyList.TicketUnproven, proven.Refusal.Error);
        Assert.Contains(detail, proven.Refusal.Detail, StringComparison.Ordinal);
    }

    private static void Unfit(string detail, Result<OpenedReply> opened)
    {
        Assert.Equal(Catalogue.KeyList.ReplyUnfit, opened.Refusal.Error);
        Assert.Contains(detail, opened.Refusal.Detail, StringComparison.Ordinal);
    }

    private static KdcRequest With(KdcRequest request, params PaData[] more) =>
        new(request.Type, [request.PreAuthentication.Single(data => data.Type == PaDataType.TgsReq), .. more], request.Body, request.EncodedBody);

    private static byte[] Build(HeldTicket partial, KerberosKey? subkey = null, KdcOptions options = KdcOptions.Forwardable, PrincipalName? server = null, DateTimeOffset? now = null) =>
        TgsExchange.Build(partial, server ?? PrincipalName.TicketGranting(Realm), options, [Wish], 4711, subkey, now ?? Now).Encode();

    private WritableDomainController Controller(Func<EncKdcReplyPart, EncKdcReplyPart>? twist = null) => new(_key, Now)
    {
        AnswersKeyLists = false,
        Other = new PaData(PaDataType.SupportedEncryptionTypes, [0x1F, 0, 0, 0]),
        Twist = twist ?? (part => part),
    };

    private HeldTicket Partial()
    {
        var sid = SecurityIdentifier.Parse("S-1-5-21-1-2-3-1104").Value;
        var clientKey = new byte[32];
        using var minted = new PartialTicketMinter(new FixedTime(Now)).Mint(_key, new PartialTicketRequest("contoso.corp.com", "CONTOSO", "alice", "Alice", "alice@contoso.corp.com", sid), clientKey).Value;
        return PartialTicket.Open(minted.AsRep, clientKey).Value;
    }

    private HeldTicket Rewrite(HeldTicket ticket, Func<EncTicketPart, EncTicketPart> change)
    {
        var sealedPart = ticket.Ticket.EncryptedPart;
        var part = EncTicketPart.Parse(_key.Key.Decrypt(KeyUsage.Ticket, sealedPart.Cipher).Value).Value;
        return ticket with { Ticket = ticket.Ticket with { EncryptedPart = sealedPart with { Cipher = _key.Key.Encrypt(KeyUsage.Ticket, change(part).Encode()) } } };
    }

    private static EncTicketPart WithPac(EncTicketPart part, Func<IEnumerable<PacBuffer>, IEnumerable<PacBuffer>> change, KerberosKey key)
    {
        var pac = PrivilegeAttributeCertificate.Parse(AuthorizationDataElement.FindPac(part.AuthorizationData).Value).Value;
        var buffers = pac.Buffers.Where(buffer => buffer.Type is not (PacBufferType.ServerChecksum or PacBufferType.KdcChecksum));
        return part with { AuthorizationData = [AuthorizationDataElement.ForPac(PrivilegeAttributeCertificate.Build([.. change(buffers)], key, key, Branch))] };
    }
}
