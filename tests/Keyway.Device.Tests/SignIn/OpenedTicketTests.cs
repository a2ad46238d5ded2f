using System.Security.Cryptography;
using Keyway.Contracts.Jose;
using Keyway.Contracts.SignIn;
using Keyway.Device.SignIn;
using Keyway.Errors;
using Keyway.Kerberos;

namespace Keyway.Device.Tests.SignIn;

public sealed class OpenedTicketTests : IDisposable
{
    private readonly ServerSide _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void A_minted_ticket_opens_with_the_key_that_came_beside_it()
    {
        using var ticket = Open(_server.Ticket()).Value;

        Assert.Equal($"krbtgt/{ServerSide.Realm}", ticket.Server.ToString());
        Assert.Equal(EncryptionType.Aes256CtsHmacSha1, ticket.SessionKey.Type);
    }

    [Fact]
    public void A_ticket_for_someone_else_than_announced_is_refused()
    {
        Assert.Equal(Catalogue.Device.TicketOfAnother, Open(_server.Ticket() with { ClientName = "administrator" }).Refusal.Error);
        Assert.Equal(Catalogue.Device.TicketOfAnother, Open(_server.Ticket() with { Realm = "FABRIKAM.COM" }).Refusal.Error);
        Assert.Equal(Catalogue.Device.TicketOfAnother, Open(_server.Ticket() with { ServiceName = "cifs/dc1.contoso.corp.com" }).Refusal.Error);
    }

    [Fact]
    public void A_client_key_of_another_ticket_is_refused() =>
        Assert.Equal(Catalogue.Device.TicketMalformed, Open(_server.Ticket() with { ClientKey = _server.Ticket().ClientKey }).Refusal.Error);

    [Fact]
    public void A_client_key_under_another_session_key_is_refused()
    {
        var ticket = _server.Ticket() with { ClientKey = SessionKeyEnvelope.Seal(RandomNumberGenerator.GetBytes(32), new byte[32]) };

        Assert.Equal(Catalogue.Device.TicketMalformed, Open(ticket).Refusal.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(64)]
    public void A_client_key_of_another_length_is_refused(int length) =>
        Assert.Equal(Catalogue.Device.TicketMalformed, Open(_server.Ticket() with { ClientKey = SessionKeyEnvelope.Seal(_server.SessionKey, new byte[length]) }).Refusal.Error);

    [Theory]
    [InlineData(17)]
    [InlineData(23)]
    [InlineData(-1)]
    public void Another_key_type_is_refused(int type) =>
        Assert.Equal(Catalogue.Device.TicketMalformed, Open(_server.Ticket() with { KeyType = type }).Refusal.Error);

    [Theory]
    [InlineData("CONTOSO..COM")]
    [InlineData("contoso.corp.com")]
    [InlineData("CONTOSO.CORP.COM.")]
    [InlineData("10.0.0.1/../..")]
    [InlineData("A\0B")]
    [InlineData("")]
    public void A_realm_that_is_not_the_name_of_a_domain_never_reaches_the_resolver(string realm) =>
        Assert.Equal(Catalogue.Device.TicketMalformed, Open(_server.Ticket() with { Realm = realm }).Refusal.Error);

    [Fact]
    public void The_servers_reason_for_no_ticket_keeps_its_number()
    {
        var known = Catalogue.Tokens.JweNotForUs;

        var refusal = Open(None($"{known.Code} {known.Cause}")).Refusal;

        Assert.Equal(known, refusal.Error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no ticket for you")]
    public void No_ticket_without_a_number_is_refused_too(string? error) =>
        Assert.Equal(Catalogue.Device.TicketRefused, Open(None(error)).Refusal.Error);

    [Fact]
    public void A_damaged_message_is_refused_with_a_number_and_never_throws()
    {
        var good = _server.Ticket();
        foreach (var bad in Mutations.Of(Convert.FromBase64String(good.MessageBuffer!), 1500))
        {
            var opened = Open(good with { MessageBuffer = Convert.ToBase64String(bad) });
            if (opened.TryGet(out var ticket, out var refusal))
                ticket.Dispose();
            else
                Assert.Contains(refusal.Error, new[] { Catalogue.Device.TicketMalformed, Catalogue.Device.TicketOfAnother });
        }
    }

    [Fact]
    public void A_message_without_end_is_refused() =>
        Assert.Equal(Catalogue.Device.TicketMalformed, Open(_server.Ticket() with { MessageBuffer = new string('A', 4_000_000) }).Refusal.Error);

    private static OnPremisesTicket None(string? error) => new(null, 0, error, null, null, null, null, 0, 1);

    private Result<HeldTicket> Open(OnPremisesTicket ticket) => OpenedTicket.Open(ServerSide.Text(ticket), _server.SessionKey);
}
