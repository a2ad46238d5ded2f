using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Gss;

/// <summary>
/// The client's side of the three tokens by which a client and a service prove themselves to each other in DCE style ([MS-KILE] 3.4.5.1, RFC 4121 4.1):
/// AP-REQ, AP-REP, and an AP-REP of the client. Use it once.
/// </summary>
public sealed class GssHandshake : IDisposable
{
    private const uint MutualRequired = 0x20000000;
    private const int ChecksumType = 0x8003;
    private const int ChecksumLength = 24;
    private const int BindingsLength = 16;

    private const GssFlags Wanted =
        GssFlags.Mutual | GssFlags.Replay | GssFlags.Sequence | GssFlags.Confidentiality | GssFlags.Integrity | GssFlags.DceStyle;

    private readonly HeldTicket _ticket;
    private readonly KerberosKey _subkey;
    private readonly DateTimeOffset _time;
    private readonly uint _sequenceNumber;

    private GssHandshake(HeldTicket ticket, DateTimeOffset now)
    {
        _ticket = ticket;
        _subkey = KerberosKey.Random(ticket.SessionKey.Type);

        // The service answers with whole microseconds.
        _time = new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

        // 30 bits, because some services read the field as a signed number and count up from it.
        _sequenceNumber = (uint)RandomNumberGenerator.GetInt32(1 << 30);
        Request = BuildRequest();
    }

    /// <summary>The first token: an AP-REQ without framing.</summary>
    public byte[] Request { get; }

    /// <summary>Begins; <c>KW1200</c> for a service whose tickets have no AES session key.</summary>
    /// <param name="ticket">A ticket for the service; stays the caller's.</param>
    /// <param name="time">The clock that the service compares with its own.</param>
    public static Result<GssHandshake> Begin(HeldTicket ticket, TimeProvider time) => ticket.SessionKey.Type == EncryptionType.Rc4Hmac
        ? new Refusal(Catalogue.Kerberos.EncryptionTypeUnsupported, $"the session key for {ticket.Server} is {ticket.SessionKey.Type}")
        : new GssHandshake(ticket, time.GetUtcNow());

    /// <summary>Verifies the service's answer and gives the last token with the context that both sides share from here on.</summary>
    /// <param name="answer">The second token: an AP-REP, or a KRB-ERROR.</param>
    /// <returns>The context; <c>KW1270</c> when the answer is not to this request, or the service's own refusal (<c>KW13xx</c>).</returns>
    public Result<(byte[] LastToken, GssContext Context)> Complete(ReadOnlyMemory<byte> answer)
    {
        if (KrbError.Looks(answer.Span))
            return KrbError.Parse(answer).TryGet(out var error, out var malformed) ? KdcRefusal.From(error) : malformed;
        if (!ApRep.Parse(answer).TryGet(out var reply, out var refusal))
            return refusal;
        var key = _ticket.SessionKey;
        if (reply.EncryptedPart.Type != (int)key.Type || !key.Decrypt(KeyUsage.ApRepEncryptedPart, reply.EncryptedPart.Cipher).TryGet(out var plaintext, out _))
            return new Refusal(Catalogue.Kerberos.ServiceUnproven, "the answer was not made with the ticket's key");
        var parsed = EncApRepPart.Parse(plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        if (!parsed.TryGet(out var part, out refusal))
            return refusal;

        using var acceptorKey = part.Subkey;
        if (part.Time != _time)
            return new Refusal(Catalogue.Kerberos.ServiceUnproven, "the answer is to another request");
        if (part.SequenceNumber is not { } theirs)
            return new Refusal(Catalogue.Kerberos.ServiceUnproven, "the answer has no sequence number");
        if (acceptorKey?.Type == EncryptionType.Rc4Hmac)
            return new Refusal(Catalogue.Kerberos.EncryptionTypeUnsupported, "the service chose an RC4 key");

        var last = new EncApRepPart(_time, null, theirs).Encode();
        var token = new ApRep(new EncryptedData((int)key.Type, null, key.Encrypt(KeyUsage.ApRepEncryptedPart, last))).Encode();
        return (token, new GssContext(acceptorKey ?? _subkey, acceptorKey is not null, isInitiator: true, _sequenceNumber, theirs));
    }

    public void Dispose() => _subkey.Dispose();

    private byte[] BuildRequest()
    {
        // The channel bindings stay zero: there is no channel beneath this one.
        var checksum = new byte[ChecksumLength];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, BindingsLength);
        BinaryPrimitives.WriteUInt32LittleEndian(checksum.AsSpan(4 + BindingsLength), (uint)Wanted);

        var key = _ticket.SessionKey;
        var authenticator = new Authenticator(_ticket.ClientRealm, _ticket.Client, ChecksumType, checksum, _time, _subkey) { SequenceNumber = _sequenceNumber }.Encode();
        var proof = new EncryptedData((int)key.Type, null, key.Encrypt(KeyUsage.ApReqAuthenticator, authenticator));
        CryptographicOperations.ZeroMemory(authenticator);
        return new ApReq(MutualRequired, _ticket.Ticket, proof).Encode();
    }
}
