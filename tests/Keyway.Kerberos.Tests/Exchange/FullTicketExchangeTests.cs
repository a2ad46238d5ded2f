using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Kerberos.Tests.Exchange;

public sealed class FullTicketExchangeTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly KerberosServerKey _key = new(40_000, 7, new byte[32]);

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_domain_controller_with_key_lists_gives_the_nt_hash(bool useSubkey)
    {
        var full = (await ExchangeAsync(new WritableDomainController(_key, Now), new FullTicketOptions { UseSubkey = useSubkey })).Value;
        Assert.Equal(WritableDomainController.NtHash, full.NtHash);
        Assert.Equal("krbtgt/CONTOSO.CORP.COM", full.Ticket.Server.ToString());
        Assert.DoesNotContain("0123456789", full.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_key_list_is_found_behind_other_elements()
    {
        var controller = new WritableDomainController(_key, Now) { Other = new PaData(PaDataType.SupportedEncryptionTypes, [0x1F, 0, 0, 0]) };
        Assert.Equal(WritableDomainController.NtHash, (await ExchangeAsync(controller, new FullTicketOptions())).Value.NtHash);
    }

    [Fact]
    public async Task A_domain_controller_without_key_lists_still_gives_the_ticket() =>
        Assert.Null((await ExchangeAsync(new WritableDomainController(_key, Now) { AnswersKeyLists = false }, new FullTicketOptions())).Value.NtHash);

    [Fact]
    public async Task A_key_list_that_is_switched_off_is_not_asked_for() =>
        Assert.Null((await ExchangeAsync(new WritableDomainController(_key, Now), new FullTicketOptions { KeyListRequest = false })).Value.NtHash);

    [Fact]
    public async Task A_broken_key_list_is_refused()
    {
        var controller = new WritableDomainController(_key, Now) { AnswersKeyLists = false, Other = new PaData(PaDataType.KeyListReply, [0x30, 0x05]) };
        Assert.Equal(Catalogue.Kerberos.MessageMalformed, (await ExchangeAsync(controller, new FullTicketOptions())).Refusal.Error);
    }

    [Fact]
    public async Task Replies_that_are_not_what_was_asked_for_are_refused()
    {
        foreach (var (twist, error) in new (Func<EncKdcReplyPart, EncKdcReplyPart>, KeywayError)[]
        {
            (part => part with { Nonce = part.Nonce ^ 1 }, Catalogue.Kdc.ReplyUnexpected),
            (part => part with { Server = PrincipalName.Service("cifs/dc1") }, Catalogue.Kdc.ReplyUnexpected),
            (part => part with { ServerRealm = "OTHER.EXAMPLE" }, Catalogue.Kdc.ReplyUnexpected),
            (part => part with { EndTime = Now.AddMinutes(-6) }, Catalogue.Kdc.ReplyStale),
            (part => part with { StartTime = Now.AddMinutes(6) }, Catalogue.Kdc.ReplyStale),
            (part => part with { Flags = TicketFlags.Invalid }, Catalogue.Kdc.ReplyStale),
        })
            Assert.Equal(error, (await ExchangeAsync(new WritableDomainController(_key, Now) { Twist = twist }, new FullTicketOptions())).Refusal.Error);
    }

    [Fact]
    public async Task A_ticket_that_grants_nothing_is_not_even_sent()
    {
        var service = Partial() with { Server = PrincipalName.Service("cifs/dc1") };
        var exchange = new FullTicketExchange(new KdcTransport(), new FixedTime(Now));
        Assert.Equal(Catalogue.Kerberos.NotTicketGranting, (await exchange.ExchangeAsync(service, [], new FullTicketOptions(), TestContext.Current.CancellationToken)).Refusal.Error);
    }

    private HeldTicket Partial()
    {
        var clientKey = new byte[32];
        var request = new PartialTicketRequest("contoso.corp.com", "CONTOSO", "alice", "", "", SecurityIdentifier.Parse("S-1-5-21-1-2-3-4").Value);
        return PartialTicket.Open(new PartialTicketMinter(new FixedTime(Now)).Mint(_key, request, clientKey).Value.AsRep, clientKey).Value;
    }

    private async Task<Result<FullTicket>> ExchangeAsync(WritableDomainController controller, FullTicketOptions options)
    {
        await using var kdc = new LoopbackKdc(request => LoopbackKdc.Framed(controller.Answer(request)!));
        var exchange = new FullTicketExchange(new KdcTransport(new KdcTransportOptions { UdpPreferenceLimit = 0, Retries = 0 }), new FixedTime(Now));
        return await exchange.ExchangeAsync(Partial(), [kdc.Endpoint], options, TestContext.Current.CancellationToken);
    }
}
