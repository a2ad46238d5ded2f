using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Graph;
using Keyway.Contracts.SignIn;
using Keyway.Device.IdentityServer;
using Keyway.Device.Joining;
using Keyway.Device.Registration;
using Keyway.Device.SignIn;
using Keyway.Errors;

namespace Keyway.Device.Tests.IdentityServer;

/// <summary>What a real server answered: it opens; damaged in any way it is refused with a number, or still opens, and never throws.</summary>
public sealed class RecordedRepliesTests : IDisposable
{
    private const int Damages = 1500;

    private readonly RecordedReplies _recorded = RecordedReplies.Read();
    private readonly RSA _transportKey;
    private readonly RSA _deviceKey;

    public RecordedRepliesTests()
    {
        _transportKey = _recorded.Key("prt-with-ticket", "transportKey");
        _deviceKey = _recorded.Key("join", "deviceKey");
    }

    public void Dispose()
    {
        _transportKey.Dispose();
        _deviceKey.Dispose();
    }

    [Fact]
    public void The_reply_for_alice_opens_down_to_her_ticket()
    {
        var issued = OpenPrt(Read("prt-with-ticket", ContractsJson.Default.PrtResponse).Value).Value;

        Assert.Equal("alice@contoso.corp.com", issued.User);
        using var ticket = issued.PartialTicket.Value;
        Assert.Equal("alice@CONTOSO.CORP.COM", $"{ticket.Client}@{ticket.ClientRealm}");
        Assert.Equal((17530u << 16) | 1, ticket.Ticket.EncryptedPart.KeyVersion);
    }

    [Fact]
    public void The_reply_for_bob_tells_why_he_gets_no_ticket()
    {
        var issued = OpenPrt(Read("prt-without-ticket", ContractsJson.Default.PrtResponse).Value).Value;

        Assert.Equal("bob@contoso.corp.com", issued.User);
        Assert.InRange(issued.PartialTicket.Refusal.Error.Number, 2400, 2499);
    }

    [Fact]
    public void The_answer_to_a_join_is_a_certificate_of_the_device_key()
    {
        using var certificate = OpenJoin(Read("join", ContractsJson.Default.DeviceJoinResponse).Value).Value;

        Assert.True(certificate.HasPrivateKey is false);
        Assert.Contains(certificate.Extensions, extension => extension.Oid!.Value == "1.2.840.113556.1.5.284.2");
    }

    [Fact]
    public void The_creation_options_are_what_a_key_can_be_asked() =>
        Assert.Equal("alice@contoso.corp.com", OpenOptions(Read("creation-options", ContractsJson.Default.CreationOptionsResponse).Value).Value.Request.UserName);

    [Theory]
    [InlineData("prt-refused", 2300, 2399)]
    [InlineData("creation-options-refused", 2000, 2099)]
    [InlineData("join-refused", 2200, 2299)]
    public void A_refusal_is_read_with_its_number(string name, int from, int to)
    {
        var refusal = Read(name, ContractsJson.Default.TokenResponse).Refusal;

        Assert.InRange(refusal.Error.Number, from, to);
        Assert.Contains(Catalogue.All, entry => entry.Error == refusal.Error);
    }

    [Fact]
    public void Damaged_prt_replies_never_throw()
    {
        foreach (var name in new[] { "prt-with-ticket", "prt-without-ticket" })
            Damage(name, ContractsJson.Default.PrtResponse, OpenPrt);
    }

    [Fact]
    public void Damaged_answers_to_a_join_never_throw() => Damage("join", ContractsJson.Default.DeviceJoinResponse, OpenJoin);

    [Fact]
    public void Damaged_creation_options_never_throw() => Damage("creation-options", ContractsJson.Default.CreationOptionsResponse, OpenOptions);

    [Fact]
    public void Damaged_discovery_never_throws()
    {
        var address = ServerAddress.Parse("https://localhost").Value;
        Damage<TenantDiscovery, TenantDiscovery>("discovery", ContractsJson.Default.TenantDiscovery, found =>
            address.CanSpeakFor(found.KeywayService.RelyingPartyId, found.KeywayService.Origin) ? found : Catalogue.Device.RelyingPartyForeign);
    }

    [Fact]
    public void Damaged_refusals_never_throw_and_always_carry_a_number()
    {
        foreach (var name in new[] { "prt-refused", "creation-options-refused", "join-refused" })
        {
            foreach (var bad in Mutations.Of(_recorded.Body(name), Damages))
                Assert.NotEqual(0, new ServerReply(_recorded.Status(name), bad).Read(ContractsJson.Default.TokenResponse).Refusal.Error.Number);
        }
    }

    private Result<IssuedToken> OpenPrt(PrtResponse reply) => IssuedToken.Open(reply, _recorded.TenantId, _transportKey, null, _recorded.RecordedOn);

    private Result<System.Security.Cryptography.X509Certificates.X509Certificate2> OpenJoin(DeviceJoinResponse reply) =>
        DeviceCertificate.Read(reply.Certificate, _deviceKey, _recorded.TenantId, _recorded.RecordedOn, out _);

    private static Result<NewCredential> OpenOptions(CreationOptionsResponse reply) => NewCredential.Read(reply.PublicKey, "localhost", "https://localhost", hmacSecret: true, credProtect: false);

    private Result<T> Read<T>(string name, JsonTypeInfo<T> type)
        where T : class => new ServerReply(_recorded.Status(name), _recorded.Body(name)).Read(type);

    private void Damage<TReply, TOpened>(string name, JsonTypeInfo<TReply> type, Func<TReply, Result<TOpened>> open)
        where TReply : class
        where TOpened : notnull
    {
        var refused = 0;
        foreach (var bad in Mutations.Of(_recorded.Body(name), Damages))
        {
            var read = new ServerReply(_recorded.Status(name), bad).Read(type);
            if (!read.TryGet(out var reply, out var refusal) || !open(reply).TryGet(out _, out refusal))
            {
                Assert.NotEqual(Catalogue.General.Uninitialised, refusal.Error);
                refused++;
            }
        }

        Assert.True(refused > Damages / 2, $"only {refused} of {Damages} were refused");
    }
}
