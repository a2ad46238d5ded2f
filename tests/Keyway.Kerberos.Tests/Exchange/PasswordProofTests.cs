using System.Text;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Exchange;

/// <summary>Passwords and those who lie about them. What a real domain controller says to each state of an account is in Keyway.EndToEnd.</summary>
public sealed class PasswordProofTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly PrincipalName Alice = PrincipalName.User("alice");

    private readonly KerberosKey _key = KerberosKey.FromPassword(EncryptionType.Aes256CtsHmacSha1, "right", "salt");
    private readonly HeldTicket _armour = Ticket("krbtgt/R", EncryptionType.Aes256CtsHmacSha1) with { FastOffered = true };

    public void Dispose()
    {
        _key.Dispose();
        _armour.Dispose();
    }

    [Fact]
    public async Task Armoured_the_right_password_is_told_from_a_wrong_one()
    {
        var controller = new PlayedDomainController(Now, _key, _armour);
        Assert.Equal(new PasswordAnswer(PasswordVerdict.Right, true, null), (await CheckAsync(controller, _armour)).Value);
        Assert.Equal((PasswordVerdict.Wrong, true), Told(await CheckAsync(controller, _armour, "wrong")));

        // Nothing left that could be guessed at: the name is all that stands outside.
        Assert.All(controller.Requests, request => Assert.Equal([PaDataType.Fast], KdcRequest.Parse(request).Value.PreAuthentication.Select(element => element.Type)));
    }

    [Fact]
    public async Task An_offer_is_taken_up_by_a_ticket_that_knows_nothing_of_fast()
    {
        var controller = new PlayedDomainController(Now, _key, _armour);
        Assert.Equal((PasswordVerdict.Right, true), Told(await CheckAsync(controller, _armour with { FastOffered = false })));
    }

    [Fact]
    public async Task Without_fast_the_password_counts_when_the_kdc_has_proven_itself()
    {
        var controller = new PlayedDomainController(Now, _key, _armour) { SpeaksFast = false, OffersFast = false, AdmitsFast = false };
        Assert.Equal((PasswordVerdict.Right, false), Told(await CheckAsync(controller, _armour with { FastOffered = false })));
        Assert.Equal(MessageType.TgsReq, KdcRequest.Parse(controller.Requests[^1]).Value.Type);
        Assert.Equal((PasswordVerdict.Wrong, false), Told(await CheckAsync(controller, _armour with { FastOffered = false }, "wrong")));
    }

    [Fact]
    public async Task K19_an_answer_without_armour_is_refused_where_the_kdc_speaks_fast()
    {
        // Who stands between answers an armoured request with an error of his own, or as if he had not seen the armour.
        var liar = new PlayedDomainController(Now, _key, _armour) { HoldsDomainKeys = false };
        Assert.Equal(Catalogue.Kerberos.FastMissing, (await CheckAsync(liar, _armour)).Refusal.Error);
        var generous = new PlayedDomainController(Now, _key, _armour) { HoldsDomainKeys = false, NeedsNoProof = true };
        Assert.Equal(Catalogue.Kerberos.FastMissing, (await CheckAsync(generous, _armour)).Refusal.Error);
        Assert.Single(liar.Requests);
    }

    [Fact]
    public async Task K19_an_offer_of_fast_that_was_taken_away_is_noticed()
    {
        var controller = new PlayedDomainController(Now, _key, _armour) { OffersFast = false };
        Assert.Equal(Catalogue.Kerberos.FastMissing, (await CheckAsync(controller, _armour with { FastOffered = false })).Refusal.Error);
    }

    [Fact]
    public async Task K19_a_request_that_was_changed_on_its_way_is_noticed()
    {
        var controller = new PlayedDomainController(Now, _key, _armour)
        {
            OffersFast = false,
            ChangeSigned = request => [.. request[..^1], 23],
        };
        Assert.Equal(Catalogue.Kerberos.ProtectedMessageForged, (await CheckAsync(controller, _armour with { FastOffered = false })).Refusal.Error);
    }

    [Theory]
    [InlineData(true, "00000001")]
    [InlineData(false, "00000001")]
    [InlineData(false, "00000fff")]
    [InlineData(false, "000f4241")]
    [InlineData(false, "ffffffff")]
    [InlineData(true, "00")]
    public async Task K19_iterations_out_of_bounds_are_not_computed(bool fast, string iterations)
    {
        var controller = new PlayedDomainController(Now, _key, _armour) { OffersFast = fast, IterationCount = Convert.FromHexString(iterations) };
        Assert.Equal(Catalogue.Kerberos.StringToKeyUnsafe, (await CheckAsync(controller, _armour with { FastOffered = fast })).Refusal.Error);
    }

    [Fact]
    public async Task K19_no_proof_is_made_with_rc4()
    {
        var controller = new PlayedDomainController(Now, _key, _armour) { EncryptionTypeInHints = 23 };
        Assert.Equal(Catalogue.Kdc.EncryptionUnsupported, (await CheckAsync(controller, _armour)).Refusal.Error);
    }

    [Fact]
    public async Task A_kdc_that_the_attacker_plays_with_his_own_password_proves_nothing()
    {
        // He chose the password, so that his replies open; the domain's keys he does not have.
        var played = new PlayedDomainController(Now, _key, _armour) { SpeaksFast = false, OffersFast = false, AdmitsFast = false, HoldsDomainKeys = false };
        Assert.Equal(Catalogue.Kerberos.KdcUnproven, (await CheckAsync(played, _armour with { FastOffered = false })).Refusal.Error);
    }

    [Fact]
    public async Task A_ticket_of_another_user_or_of_another_day_proves_nothing()
    {
        using var unknown = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        foreach (var change in new Func<EncTicketPart, EncTicketPart>[]
        {
            part => part with { Client = PrincipalName.User("mallory") },
            part => part with { ClientRealm = "OTHER" },
            part => part with { SessionKey = unknown },
        })
        {
            var controller = new PlayedDomainController(Now, _key, _armour) { SpeaksFast = false, OffersFast = false, AdmitsFast = false, ChangeUserToUser = change };
            Assert.Equal(Catalogue.Kerberos.KdcUnproven, (await CheckAsync(controller, _armour with { FastOffered = false })).Refusal.Error);
        }
    }

    [Fact]
    public async Task What_stands_beside_the_armour_cannot_be_changed()
    {
        using var other = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        var challenge = new PaData(PaDataType.EncryptedChallenge, new EncryptedData(18, null, other.Encrypt(KeyUsage.KdcChallenge, EncryptedTimestamp.Encode(Now))).Encode());
        PlayedDomainController[] controllers =
        [
            new(Now, _key, _armour) { ChangeTicket = ticket => ticket with { EncryptedPart = ticket.EncryptedPart with { KeyVersion = 7 } } },
            new(Now, _key, _armour) { ChangeResponse = response => response with { Finished = null } },
            new(Now, _key, _armour) { ChangeResponse = response => response with { Finished = response.Finished! with { Client = PrincipalName.User("mallory") } } },
            new(Now, _key, _armour) { ChangeResponse = response => response with { Finished = response.Finished! with { ClientRealm = "OTHER" } } },
            new(Now, _key, _armour) { ChangeResponse = response => response with { Nonce = response.Nonce + 1 } },
            new(Now, _key, _armour) { ChangeResponse = response => response with { PreAuthentication = [challenge] } },
        ];
        foreach (var controller in controllers)
            Assert.Equal(Catalogue.Kerberos.ProtectedMessageForged, (await CheckAsync(controller, _armour)).Refusal.Error);

        var late = new PlayedDomainController(Now, _key, _armour) { ChangeResponse = response => response with { Finished = response.Finished! with { Time = Now.AddMinutes(-6) } } };
        Assert.Equal(Catalogue.Kdc.ReplyStale, (await CheckAsync(late, _armour)).Refusal.Error);
    }

    [Theory]
    [InlineData(18, 0xC0000072u, PasswordVerdict.Disabled)]
    [InlineData(18, 0xC0000193u, PasswordVerdict.AccountExpired)]
    [InlineData(18, 0xC000006Fu, PasswordVerdict.Restricted)]
    [InlineData(18, 0xC0000234u, PasswordVerdict.Locked)]
    [InlineData(18, null, PasswordVerdict.Locked)]
    [InlineData(1, null, PasswordVerdict.AccountExpired)]
    [InlineData(6, null, PasswordVerdict.Unknown)]
    [InlineData(12, null, PasswordVerdict.Restricted)]
    [InlineData(12, 0xC00002FAu, PasswordVerdict.Restricted)]
    [InlineData(23, 0xC0000224u, PasswordVerdict.PasswordExpired)]
    [InlineData(23, null, PasswordVerdict.PasswordExpired)]
    public async Task Each_error_has_its_verdict_with_armour_and_without(int code, uint? status, PasswordVerdict verdict)
    {
        var armoured = new PlayedDomainController(Now, _key, _armour) { Refuses = (code, status) };
        Assert.Equal((verdict, true), Told(await CheckAsync(armoured, _armour)));
        var plain = new PlayedDomainController(Now, _key, _armour) { Refuses = (code, status), SpeaksFast = false, OffersFast = false, AdmitsFast = false };
        Assert.Equal((verdict, false), Told(await CheckAsync(plain, _armour with { FastOffered = false })));
    }

    [Fact]
    public async Task Errors_that_say_nothing_of_the_password_are_refusals()
    {
        var skewed = new PlayedDomainController(Now, _key, _armour) { Refuses = (37, null) };
        Assert.Equal(Catalogue.Kdc.Skew, (await CheckAsync(skewed, _armour)).Refusal.Error);
        var proof = new PasswordProof(new KdcTransport(), new FixedTime(Now));
        Assert.Equal(Catalogue.Kdc.NoneKnown, (await proof.CheckAsync("R", Alice, "right"u8.ToArray(), [], _armour, TestContext.Current.CancellationToken)).Refusal.Error);
    }

    [Fact]
    public async Task An_expired_password_is_told_only_to_who_knows_it()
    {
        // This one looks at the age before the proof: only the service that changes passwords looks at the password.
        var early = new PlayedDomainController(Now, _key, _armour) { Refuses = (23, null), NeedsNoProof = true };
        Assert.Equal((PasswordVerdict.PasswordExpired, true), Told(await CheckAsync(early, _armour)));
        Assert.Equal((PasswordVerdict.Wrong, true), Told(await CheckAsync(early, _armour, "wrong")));
    }

    [Fact]
    public async Task An_account_that_needs_no_proof_is_proven_by_opening_its_reply()
    {
        var controller = new PlayedDomainController(Now, _key, _armour) { NeedsNoProof = true };
        Assert.Equal((PasswordVerdict.Wrong, true), Told(await CheckAsync(controller, _armour, "wrong")));
    }

    [Fact]
    public async Task Armour_that_is_none_is_refused_before_anything_is_sent()
    {
        var controller = new PlayedDomainController(Now, _key, _armour);
        foreach (var unusable in new[]
        {
            Ticket("cifs/dc1", EncryptionType.Aes256CtsHmacSha1),
            Ticket("krbtgt/R", EncryptionType.Rc4Hmac),
            _armour with { ServerRealm = "OTHER", Server = PrincipalName.TicketGranting("OTHER") },
            _armour with { EndTime = Now },
        })
        {
            Assert.Equal(Catalogue.Kerberos.ArmourUnusable, (await CheckAsync(controller, unusable)).Refusal.Error);
        }

        Assert.Empty(controller.Requests);
    }

    private static async Task<Result<PasswordAnswer>> CheckAsync(PlayedDomainController controller, HeldTicket armour, string password = "right")
    {
        await using var kdc = new LoopbackKdc(request => LoopbackKdc.Framed(controller.Answer(request)));
        var proof = new PasswordProof(new KdcTransport(new KdcTransportOptions { UdpPreferenceLimit = 0 }), new FixedTime(Now));
        return await proof.CheckAsync("R", Alice, Encoding.UTF8.GetBytes(password), [kdc.Endpoint], armour, TestContext.Current.CancellationToken);
    }

    private static (PasswordVerdict Verdict, bool Armoured) Told(Result<PasswordAnswer> result) => (result.Value.Verdict, result.Value.Armoured);

    private static HeldTicket Ticket(string server, EncryptionType type)
    {
        var name = PrincipalName.Service(server);
        return new HeldTicket(
            PrincipalName.User("AGENT$"), "R", name, "R", new Ticket("R", name, new EncryptedData(18, 1, new byte[32])), KerberosKey.Random(type), TicketFlags.Initial, Now, Now, Now.AddHours(1), null);
    }
}
