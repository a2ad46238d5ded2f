using Keyway.Errors;
using Keyway.Kerberos.Gss;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Gss;

public sealed class GssHandshakeTests : IDisposable
{
    private static readonly FixedTime Now = new(new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero).AddTicks(1_234_567));

    private readonly KerberosKey _sessionKey = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);

    public void Dispose() => _sessionKey.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Three_tokens_make_a_context_in_which_both_sides_speak(bool serviceChoosesKey)
    {
        using var service = new ServiceSide(_sessionKey) { Subkey = serviceChoosesKey ? KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1) : null };
        using var handshake = Begin();
        var (last, context) = handshake.Complete(service.Answer(handshake.Request)).Value;

        Assert.True(service.Accepts(last));
        var message = "hello"u8.ToArray();
        var token = new byte[GssContext.TokenLength];
        context.Seal([], message, [], token);
        Assert.Null(service.Context!.Open([], message, [], token));
        Assert.Equal("hello"u8.ToArray(), message);
    }

    [Fact]
    public void The_request_asks_for_all_protection_and_binds_no_channel()
    {
        using var service = new ServiceSide(_sessionKey);
        using var handshake = Begin();
        service.Answer(handshake.Request);

        Assert.Equal(0x20000000u, ApReq.Parse(handshake.Request).Value.Options);
        Assert.Equal(0x8003, service.Authenticator.ChecksumType);
        Assert.Equal("10000000" + new string('0', 32) + "3e100000", Convert.ToHexStringLower(service.Authenticator.Checksum!));
    }

    [Fact]
    public void A_recorded_answer_of_a_domain_controller_is_read_and_belongs_to_its_request_only()
    {
        var vector = VectorFile.Open("recorded.json").Cases("gss-dce")[0];
        using var key = vector.Aes256("sessionKey");
        var part = EncApRepPart.Parse(key.Decrypt(KeyUsage.ApRepEncryptedPart, ApRep.Parse(vector.Bytes("apRep")).Value.EncryptedPart.Cipher).Value).Value;
        Assert.Equal(vector.Bytes("acceptorSubkey"), part.Subkey!.Value.ToArray());
        Assert.Equal(vector.Unsigned("acceptorSequence"), part.SequenceNumber);

        using var handshake = GssHandshake.Begin(ServiceSide.TicketWith(key), Now).Value;
        Refused(Catalogue.Kerberos.ServiceUnproven, handshake.Complete(vector.Bytes("apRep")));
    }

    [Fact]
    public void An_answer_to_an_earlier_request_of_the_same_ticket_is_refused()
    {
        using var service = new ServiceSide(_sessionKey);
        using var earlier = Begin();
        var answer = service.Answer(earlier.Request);
        using var later = GssHandshake.Begin(ServiceSide.TicketWith(_sessionKey), new FixedTime(Now.GetUtcNow().AddMicroseconds(1))).Value;

        Refused(Catalogue.Kerberos.ServiceUnproven, later.Complete(answer));
    }

    [Fact]
    public void A_service_that_cannot_open_the_ticket_is_refused()
    {
        using var stranger = new ServiceSide(KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1));
        using var handshake = Begin();

        Refused(Catalogue.Kerberos.ServiceUnproven, handshake.Complete(stranger.Proof(new EncApRepPart(Now.GetUtcNow(), null, 1))));
    }

    [Fact]
    public void The_request_sent_back_proves_nothing()
    {
        using var handshake = Begin();

        Refused(Catalogue.Kerberos.MessageMalformed, handshake.Complete(handshake.Request));
    }

    [Fact]
    public void An_answer_without_a_sequence_number_is_refused()
    {
        using var service = new ServiceSide(_sessionKey) { Change = part => part with { SequenceNumber = null } };
        using var handshake = Begin();

        Refused(Catalogue.Kerberos.ServiceUnproven, handshake.Complete(service.Answer(handshake.Request)));
    }

    [Fact]
    public void A_service_cannot_choose_a_weaker_key()
    {
        using var service = new ServiceSide(_sessionKey) { Change = part => part with { Subkey = KerberosKey.Random(EncryptionType.Rc4Hmac) } };
        using var handshake = Begin();

        Refused(Catalogue.Kerberos.EncryptionTypeUnsupported, handshake.Complete(service.Answer(handshake.Request)));
    }

    [Fact]
    public void A_ticket_with_an_rc4_session_key_is_not_used() =>
        Assert.Equal(Catalogue.Kerberos.EncryptionTypeUnsupported, GssHandshake.Begin(ServiceSide.TicketWith(KerberosKey.Random(EncryptionType.Rc4Hmac)), Now).Refusal.Error);

    [Fact]
    public void An_error_of_the_service_is_told_by_its_number()
    {
        using var handshake = Begin();
        var error = new KrbError(Now.GetUtcNow(), 37, "TEST", PrincipalName.Service("host/dc1.test"), null, null);

        Refused(Catalogue.Kdc.Skew, handshake.Complete(error.Encode()));
    }

    [Fact]
    public void A_damaged_answer_is_refused_and_never_throws()
    {
        using var service = new ServiceSide(_sessionKey);
        using var handshake = Begin();
        foreach (var damaged in Mutations.Of(service.Answer(handshake.Request)))
        {
            var completed = handshake.Complete(damaged);
            if (!completed.Succeeded)
                Assert.InRange(completed.Refusal.Error.Number, 1200, 1399);
        }
    }

    private GssHandshake Begin() => GssHandshake.Begin(ServiceSide.TicketWith(_sessionKey), Now).Value;

    private static void Refused(KeywayError error, Result<(byte[] LastToken, GssContext Context)> completed) => Assert.Equal(error, completed.Refusal.Error);
}
