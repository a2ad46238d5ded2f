using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.SignIn;
using Keyway.Device.IdentityServer;
using Keyway.Device.SignIn;
using Keyway.Errors;

namespace Keyway.Device.Tests.SignIn;

public sealed class IssuedTokenTests : IDisposable
{
    private readonly ServerSide _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void A_good_reply_opens_down_to_the_ticket()
    {
        var issued = Open(_server.Reply()).Value;

        Assert.Equal("alice@contoso.corp.com", issued.User);
        Assert.Equal(ServerSide.Now.AddSeconds(1209599), issued.Expires);
        using var ticket = issued.PartialTicket.Value;
        Assert.Equal(("alice", ServerSide.Realm), (ticket.Client.ToString(), ticket.ClientRealm));
    }

    [Fact]
    public void A_reply_of_another_tenant_is_refused()
    {
        Assert.Equal(Catalogue.Device.TenantForeign, Open(_server.Reply() with { DeviceTenantId = Guid.NewGuid().ToString() }).Refusal.Error);
        Assert.Equal(Catalogue.Device.TenantForeign, Open(_server.Reply() with { DeviceTenantId = "contoso" }).Refusal.Error);
        Assert.Equal(Catalogue.Device.TenantForeign, Open(_server.Reply() with { IdToken = ServerSide.IdToken(Guid.NewGuid(), "alice@contoso.corp.com") }).Refusal.Error);
    }

    [Fact]
    public void A_session_key_for_another_computer_is_refused()
    {
        using var other = RSA.Create(2048);

        Assert.Equal(Catalogue.Device.SessionKeyNotOurs, Open(_server.Reply() with { SessionKeyJwe = SessionKeyJwe.Wrap(_server.SessionKey, other) }).Refusal.Error);
    }

    [Fact]
    public void Another_person_than_the_one_asked_for_is_refused()
    {
        Assert.Equal(Catalogue.Device.AccountDiffers, Open(_server.Reply(), "grace@contoso.corp.com").Refusal.Error);
        Assert.True(Open(_server.Reply(), "Alice@contoso.corp.com").Succeeded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_token_that_is_over_before_it_begins_is_refused(int seconds) =>
        Assert.Equal(Catalogue.Device.ServerReplyMalformed, Open(_server.Reply() with { RefreshTokenExpiresIn = seconds }).Refusal.Error);

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("e30.e30.")]
    [InlineData("e30.bnVsbA.")]
    public void An_id_token_that_names_nobody_is_refused(string idToken) =>
        Assert.Equal(Catalogue.Device.ServerReplyMalformed, Open(_server.Reply() with { IdToken = idToken }).Refusal.Error);

    [Fact]
    public void A_reply_without_a_ticket_is_still_a_sign_in()
    {
        var issued = Open(_server.Reply() with { TgtAd = null }).Value;

        Assert.Equal(Catalogue.Device.TicketNotOffered, issued.PartialTicket.Refusal.Error);
    }

    [Fact]
    public void A_damaged_reply_is_refused_with_a_number_or_opens_and_never_throws()
    {
        var good = JsonSerializer.SerializeToUtf8Bytes(_server.Reply(), ContractsJson.Default.PrtResponse);
        var refused = 0;
        foreach (var bad in Mutations.Of(good, 3000))
        {
            var read = new ServerReply(200, bad).Read(ContractsJson.Default.PrtResponse);
            if (!read.TryGet(out var reply, out _) || !Open(reply).TryGet(out var issued, out _) || !issued.PartialTicket.Succeeded)
                refused++;
        }

        Assert.InRange(refused, 2500, 3000);
    }

    [Fact]
    public void Damage_inside_the_tokens_of_a_reply_is_refused_with_a_number_and_never_throws()
    {
        var good = _server.Reply();
        foreach (var part in new (string Good, Func<string, PrtResponse> Put)[]
        {
            (good.SessionKeyJwe!, bad => good with { SessionKeyJwe = bad }),
            (good.IdToken, bad => good with { IdToken = bad }),
            (good.TgtAd!, bad => good with { TgtAd = bad }),
        })
        {
            foreach (var bad in Mutations.Of(System.Text.Encoding.UTF8.GetBytes(part.Good), 600))
                _ = Open(part.Put(System.Text.Encoding.UTF8.GetString(bad)));
        }
    }

    private Result<IssuedToken> Open(PrtResponse reply, string? user = null) => IssuedToken.Open(reply, _server.TenantId, _server.TransportKey, user, ServerSide.Now);
}
