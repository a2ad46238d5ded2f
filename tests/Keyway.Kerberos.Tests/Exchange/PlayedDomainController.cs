using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Exchange;

/// <summary>Plays the domain controllers that a real one does not: without FAST, and in the hands of an attacker. What is switched is what differs from an honest one.</summary>
internal sealed class PlayedDomainController(DateTimeOffset now, KerberosKey userKey, HeldTicket armour)
{
    private readonly KerberosKey _userSession = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);

    /// <summary>Understands FAST.</summary>
    public bool SpeaksFast { get; init; } = true;

    /// <summary>Offers it in its errors, where anyone on the way can take the offer out.</summary>
    public bool OffersFast { get; init; } = true;

    /// <summary>Says in the protected part of a reply that it speaks FAST.</summary>
    public bool AdmitsFast { get; init; } = true;

    /// <summary>Holds the domain's keys; one who does not can open neither the armour nor another account's TGT.</summary>
    public bool HoldsDomainKeys { get; init; } = true;

    /// <summary>The error in place of a ticket, with its NTSTATUS; null gives the ticket.</summary>
    public (int Code, uint? Status)? Refuses { get; init; }

    /// <summary>Gives a ticket without a proof, and to the service that changes passwords in spite of <see cref="Refuses"/>.</summary>
    public bool NeedsNoProof { get; init; }

    public byte[] IterationCount { get; init; } = [0, 0, 0x10, 0];

    public int EncryptionTypeInHints { get; init; } = 18;

    /// <summary>Changes what FAST says beside a ticket.</summary>
    public Func<FastResponse, FastResponse> ChangeResponse { get; init; } = response => response;

    /// <summary>Changes the ticket on its way.</summary>
    public Func<Ticket, Ticket> ChangeTicket { get; init; } = ticket => ticket;

    /// <summary>What stands in a ticket from user to user.</summary>
    public Func<EncTicketPart, EncTicketPart> ChangeUserToUser { get; init; } = part => part;

    /// <summary>The request that the reply signs.</summary>
    public Func<byte[], byte[]> ChangeSigned { get; init; } = request => request;

    /// <summary>What was asked, in order.</summary>
    public List<byte[]> Requests { get; } = [];

    public byte[] Answer(byte[] encoded)
    {
        Requests.Add(encoded);
        var request = KdcRequest.Parse(encoded).Value;
        if (request.Type == MessageType.TgsReq)
            return UserToUser(request);
        var fast = request.PreAuthentication.FirstOrDefault(element => element.Type == PaDataType.Fast);
        return fast is not null && SpeaksFast && HoldsDomainKeys ? Armoured(request, fast) : Plain(request, encoded);
    }

    private byte[] Plain(KdcRequest request, byte[] encoded)
    {
        List<PaData> hints = [EtypeInfo2(), .. OffersFast ? [new PaData(PaDataType.Fast, [])] : Array.Empty<PaData>()];
        if (Decide(request.Body, request.PreAuthentication, KeyUsage.PaEncTimestamp, PaDataType.EncTimestamp, userKey) is { } error)
            return Error(error.Code, error.Code == 25 ? hints : Status(error.Status));
        var checksum = KerberosChecksum.Make(userKey, KeyUsage.AsRequestChecksum, ChangeSigned(encoded));
        PaData[] data = [new(PaDataType.ProtectedReplyData, checksum.Encode()), .. AdmitsFast ? [new PaData(PaDataType.Fast, [])] : Array.Empty<PaData>()];
        return Reply(request.Body, [EtypeInfo2()], userKey, data);
    }

    private byte[] Armoured(KdcRequest request, PaData element)
    {
        var outer = FastArmouredRequest.Parse(element.Value).Value;
        var authenticator = Authenticator.Parse(armour.SessionKey.Decrypt(KeyUsage.ApReqAuthenticator, outer.Armour!.Authenticator.Cipher).Value).Value;
        using var key = KerberosKey.Combine(authenticator.Subkey!, armour.SessionKey, "subkeyarmor"u8, "ticketarmor"u8);
        Assert.True(outer.BodyChecksum.Covers(key, KeyUsage.FastRequestChecksum, request.EncodedBody.Span));
        var inner = FastRequest.Parse(key.Decrypt(KeyUsage.FastRequest, outer.EncryptedRequest.Cipher).Value).Value;
        using var challenge = KerberosKey.Combine(key, userKey, "clientchallengearmor"u8, "challengelongterm"u8);
        if (Decide(request.Body, inner.PreAuthentication, KeyUsage.ClientChallenge, PaDataType.EncryptedChallenge, challenge) is { } error)
        {
            var said = new PaData(PaDataType.FastError, new KrbError(now, error.Code, "R", null, null, null).Encode());
            List<PaData> beside = error.Code == 25 ? [EtypeInfo2(), new PaData(PaDataType.FastCookie, [1, 2, 3])] : Status(error.Status);
            return Error(error.Code, [Wrapped(key, new FastResponse([said, .. beside], null, null, request.Body.Nonce))]);
        }

        Assert.True(NeedsNoProof || inner.PreAuthentication.Any(data => data is { Type: PaDataType.FastCookie, Value: [1, 2, 3] }));
        using var strengthen = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        using var replyKey = KerberosKey.Combine(strengthen, userKey, "strengthenkey"u8, "replykey"u8);
        using var answerKey = KerberosKey.Combine(key, userKey, "kdcchallengearmor"u8, "challengelongterm"u8);
        var answer = new PaData(PaDataType.EncryptedChallenge, new EncryptedData(18, null, answerKey.Encrypt(KeyUsage.KdcChallenge, EncryptedTimestamp.Encode(now))).Encode());
        var finished = new FastFinished(now, "R", request.Body.Client!, KerberosChecksum.Make(key, KeyUsage.FastFinished, TicketFor(request.Body).Encode()));
        return Reply(request.Body, [Wrapped(key, ChangeResponse(new FastResponse([answer, EtypeInfo2()], strengthen, finished, request.Body.Nonce)))], replyKey, []);
    }

    private (int Code, uint? Status)? Decide(KdcRequestBody body, IReadOnlyList<PaData> elements, KeyUsage usage, PaDataType type, KerberosKey key)
    {
        var proof = elements.FirstOrDefault(element => element.Type == type);
        if (proof is null && !NeedsNoProof)
            return (25, null);
        if (proof is not null && !key.Decrypt(usage, EncryptedData.Parse(proof.Value).Value.Cipher).Succeeded)
            return (24, null);
        return body.Server!.ToString() == "kadmin/changepw" ? null : Refuses;
    }

    private byte[] Reply(KdcRequestBody body, PaData[] outer, KerberosKey key, PaData[] data)
    {
        var flags = TicketFlags.Initial | (data.Length > 0 ? TicketFlags.EncryptedPreAuthenticationReply : TicketFlags.None);
        var part = new EncKdcReplyPart(MessageType.AsRep, _userSession, now, body.Nonce, null, flags, now, null, now.AddHours(1), null, "R", body.Server!, data);
        var encrypted = new EncryptedData(18, 2, key.Encrypt(KeyUsage.AsRepEncryptedPart, part.Encode()));
        return new KdcReply(MessageType.AsRep, outer, "R", body.Client!, ChangeTicket(TicketFor(body)), encrypted).Encode();
    }

    private byte[] UserToUser(KdcRequest request)
    {
        Assert.True(request.Body.Options.HasFlag(KdcOptions.EncryptInSessionKey));
        var proof = ApReq.Parse(request.PreAuthentication[0].Value).Value;
        var authenticator = Authenticator.Parse(_userSession.Decrypt(KeyUsage.TgsReqAuthenticator, proof.Authenticator.Cipher).Value).Value;
        using var sessionKey = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        var inside = ChangeUserToUser(new EncTicketPart(TicketFlags.None, sessionKey, "R", authenticator.Client, now, null, now.AddHours(1), null, []));
        using var seal = HoldsDomainKeys ? null : KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        var ticket = new Ticket("R", request.Body.Server!, new EncryptedData(18, null, (seal ?? armour.SessionKey).Encrypt(KeyUsage.Ticket, inside.Encode())));
        var part = new EncKdcReplyPart(
            MessageType.TgsRep, sessionKey, now, request.Body.Nonce, null, TicketFlags.None, now, null, now.AddHours(1), null, "R", request.Body.Server!, []);
        var encrypted = new EncryptedData(18, null, authenticator.Subkey!.Encrypt(KeyUsage.TgsRepBySubkey, part.Encode()));
        return new KdcReply(MessageType.TgsRep, [], "R", authenticator.Client, ticket, encrypted).Encode();
    }

    private byte[] Error(int code, List<PaData> elements) => new KrbError(now, code, "R", null, null, elements.Count == 0 ? null : KerberosDer.Encode(writer =>
    {
        writer.PushSequence();
        foreach (var element in elements)
        {
            writer.PushSequence();
            writer.Int32Field(1, (int)element.Type);
            writer.OctetStringField(2, element.Value);
            writer.PopSequence();
        }

        writer.PopSequence();
    })).Encode();

    private PaData EtypeInfo2() => new(PaDataType.EtypeInfo2, KerberosDer.Encode(writer =>
    {
        writer.PushSequence();
        writer.PushSequence();
        writer.Int32Field(0, EncryptionTypeInHints);
        writer.StringField(1, "salt");
        writer.OctetStringField(2, IterationCount);
        writer.PopSequence();
        writer.PopSequence();
    }));

    private static List<PaData> Status(uint? status) =>
        status is { } value ? [new PaData(PaDataType.PasswordSalt, [.. BitConverter.GetBytes(value), .. new byte[8]])] : [];

    private static Ticket TicketFor(KdcRequestBody body) => new("R", body.Server!, new EncryptedData(18, 1, new byte[64]));

    private static PaData Wrapped(KerberosKey key, FastResponse response) =>
        new(PaDataType.Fast, new FastArmouredReply(new EncryptedData(18, null, key.Encrypt(KeyUsage.FastReply, response.Encode()))).Encode());
}
