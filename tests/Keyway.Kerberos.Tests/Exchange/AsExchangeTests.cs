using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Keytabs;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Exchange;

public sealed class AsExchangeTests
{
    private static readonly PrincipalName Alice = PrincipalName.User("alice");

    [Fact]
    public void The_hints_of_a_domain_controller_lead_to_the_key_that_opens_its_reply()
    {
        var vector = VectorFile.Open("recorded.json").Cases("as-exchange")[0];
        var hints = AsAnswer.Parse(vector.Bytes("firstRequest"), 0, vector.Bytes("firstReply"), armour: null).Value;
        using var key = KeyHints.Derive(hints.PreAuthentication, vector.Text("realm"), Alice, vector.Text("password")).Value;
        Assert.Equal(vector.Bytes("key"), key.Value.ToArray());

        var (_, part) = KdcReplyVerification.Open(vector.Bytes("reply"), MessageType.AsRep, key, KeyUsage.AsRepEncryptedPart).Value;
        Assert.Equal(vector.GetProperty("expected").Bytes("sessionKey"), part.SessionKey.Value.ToArray());
        Assert.Equal(vector.Unsigned("nonce"), part.Nonce);
    }

    [Fact]
    public void The_proof_is_an_encrypted_time()
    {
        using var key = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        var now = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero).AddMicroseconds(123_456);
        var proof = EncryptedTimestamp.Seal(key, now);
        Assert.Equal(PaDataType.EncTimestamp, proof.Type);

        // EncryptedData starts as 30 .. a0 03 02 01 12 a2 .. 04 ..: the ciphertext is the rest.
        var cipher = proof.Value.AsSpan(proof.Value.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xA2]) + 4);
        var opened = Convert.ToHexStringLower(key.Decrypt(KeyUsage.PaEncTimestamp, cipher).Value);
        Assert.Equal("301aa011180f" + Convert.ToHexStringLower("20260601080000Z"u8) + "a105020301e240", opened);
    }

    [Theory]
    [InlineData("00000001", 1203)]
    [InlineData("00000fff", 1203)]
    [InlineData("ffffffff", 1203)]
    [InlineData("00", 1203)]
    public void A_stranger_cannot_weaken_or_stretch_the_derivation(string parameters, int number) =>
        Assert.Equal(number, KeyHints.Derive([EtypeInfo2(18, "salt", parameters)], "R", Alice, "pw").Refusal.Error.Number);

    [Fact]
    public void A_domain_with_rc4_only_is_refused() =>
        Assert.Equal(Catalogue.Kdc.EncryptionUnsupported, KeyHints.Derive([EtypeInfo2(23, null, null)], "R", Alice, "pw").Refusal.Error);

    [Fact]
    public void Without_a_salt_the_default_one_counts()
    {
        using var key = KeyHints.Derive([EtypeInfo2(18, null, null)], "CONTOSO.CORP.COM", Alice, "pw").Value;
        using var expected = KerberosKey.FromPassword(EncryptionType.Aes256CtsHmacSha1, "pw", "CONTOSO.CORP.COMalice");
        Assert.Equal(expected, key);
    }

    [Fact]
    public void Hints_that_are_a_refusal_are_told_as_one()
    {
        var unknown = VectorFile.Open("recorded.json").Cases("krb-error").First(vector => vector.Number("code") == 6);
        Assert.Equal(Catalogue.Kdc.ClientUnknown, AsAnswer.Parse(Array.Empty<byte>(), 0, unknown.Bytes("message"), armour: null).Value.Refusal!.Error);
    }

    [Fact]
    public async Task Two_requests_lead_to_the_ticket()
    {
        var now = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
        using var key = KerberosKey.FromPassword(EncryptionType.Aes256CtsHmacSha1, "right", "salt");
        await using var kdc = new LoopbackKdc(request => LoopbackKdc.Framed(Answer(KdcRequest.Parse(request).Value, key, now)));
        var exchange = new AsExchange(new KdcTransport(new KdcTransportOptions { UdpPreferenceLimit = 0 }), new FixedTime(now));

        var ticket = (await exchange.SignInAsync("R", Alice, "right", [kdc.Endpoint], TestContext.Current.CancellationToken)).Value;
        Assert.Equal("krbtgt/R", ticket.Server.ToString());
        Assert.Equal(2, kdc.TcpRequests);
        Assert.Equal(Catalogue.Kdc.PreAuthenticationFailed, (await exchange.SignInAsync("R", Alice, "wrong", [kdc.Endpoint], TestContext.Current.CancellationToken)).Refusal.Error);
    }

    [Fact]
    public async Task A_user_principal_name_becomes_the_account_that_the_kdc_finds()
    {
        var now = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
        using var key = KerberosKey.FromPassword(EncryptionType.Aes256CtsHmacSha1, "right", "salt");
        await using var kdc = new LoopbackKdc(framed => LoopbackKdc.Framed(Answer(KdcRequest.Parse(framed).Value, key, now, Alice)));
        var exchange = new AsExchange(new KdcTransport(new KdcTransportOptions { UdpPreferenceLimit = 0 }), new FixedTime(now));
        var cancellation = TestContext.Current.CancellationToken;

        var ticket = (await exchange.SignInAsync("R", PrincipalName.Enterprise("Alice.Jones@r.test"), "right", [kdc.Endpoint], cancellation)).Value;
        Assert.Equal("alice", ticket.Client.ToString());

        // Who gave an account name gets no other account's ticket.
        Assert.Equal(Catalogue.Kdc.ReplyUnexpected, (await exchange.SignInAsync("R", PrincipalName.User("bob"), "right", [kdc.Endpoint], cancellation)).Refusal.Error);
    }

    [Fact]
    public async Task A_keytab_signs_in_by_its_newest_key_or_the_one_before()
    {
        var now = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
        using var current = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        await using var kdc = new LoopbackKdc(request => LoopbackKdc.Framed(Answer(KdcRequest.Parse(request).Value, current, now)));
        var exchange = new AsExchange(new KdcTransport(new KdcTransportOptions { UdpPreferenceLimit = 0 }), new FixedTime(now));
        Task<Result<HeldTicket>> SignInAsync(params KeytabEntry[] entries) =>
            exchange.SignInAsync("R", PrincipalName.User("DEV1$"), new Keytab(entries), [kdc.Endpoint], TestContext.Current.CancellationToken);
        KeytabEntry Entry(uint version, KerberosKey? key = null) =>
            new(PrincipalName.User("DEV1$"), "R", key ?? KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1), version, now);

        Assert.True((await SignInAsync(Entry(1), Entry(2, current))).Succeeded);

        // Stopped while it changed its password, the computer has a key that the domain controller never got.
        Assert.True((await SignInAsync(Entry(1), Entry(2, current), Entry(3))).Succeeded);
        Assert.Equal(Catalogue.Kerberos.KeytabKeyOutdated, (await SignInAsync(Entry(1, current), Entry(2), Entry(3))).Refusal.Error);
        Assert.Equal(Catalogue.Kerberos.KeytabKeyMissing, (await SignInAsync(Entry(4, KerberosKey.Random(EncryptionType.Rc4Hmac)))).Refusal.Error);
        Assert.Equal(Catalogue.Kerberos.KeytabKeyMissing, (await SignInAsync()).Refusal.Error);
    }

    private static byte[] Answer(KdcRequest request, KerberosKey key, DateTimeOffset now, PrincipalName? found = null)
    {
        if (request.PreAuthentication.FirstOrDefault(data => data.Type == PaDataType.EncTimestamp) is not { } proof)
        {
            var hint = KerberosDer.Encode(writer =>
            {
                writer.PushSequence();
                var info = EtypeInfo2(18, "salt", null);
                writer.PushSequence();
                writer.Int32Field(1, (int)info.Type);
                writer.OctetStringField(2, info.Value);
                writer.PopSequence();
                writer.PopSequence();
            });
            return new KrbError(now, 25, "R", null, null, hint).Encode();
        }

        var cipher = proof.Value.AsSpan(proof.Value.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xA2]) + 4);
        if (!key.Decrypt(KeyUsage.PaEncTimestamp, cipher).Succeeded)
            return new KrbError(now, 24, "R", null, null, null).Encode();

        var body = request.Body;
        Assert.Equal(body.Client!.Type == PrincipalNameType.Enterprise, body.Options.HasFlag(KdcOptions.Canonicalize));
        var part = new EncKdcReplyPart(
            MessageType.AsRep, KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1), now, body.Nonce, null, TicketFlags.Initial, now, null, now.AddHours(1), null, "R", body.Server!, []);
        var ticket = new Ticket("R", body.Server!, new EncryptedData(18, 1, new byte[64]));
        return new KdcReply(MessageType.AsRep, [], "R", found ?? body.Client!, ticket, new EncryptedData(18, 2, key.Encrypt(KeyUsage.AsRepEncryptedPart, part.Encode()))).Encode();
    }

    private static PaData EtypeInfo2(int type, string? salt, string? parameters) => new(PaDataType.EtypeInfo2, KerberosDer.Encode(writer =>
    {
        writer.PushSequence();
        writer.PushSequence();
        writer.Int32Field(0, type);
        if (salt is not null)
            writer.StringField(1, salt);
        if (parameters is not null)
            writer.OctetStringField(2, Convert.FromHexString(parameters));
        writer.PopSequence();
        writer.PopSequence();
    }));
}
