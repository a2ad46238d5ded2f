using System.Net;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.PasswordChange;

/// <summary>One request for a new password and what makes its reply believable (RFC 3244 2, RFC 4120 3.2, 3.5). Use it once.</summary>
internal sealed class PasswordChangeConversation : IDisposable
{
    private const uint MutualRequired = 0x20000000;

    private readonly HeldTicket _ticket;
    private readonly KerberosKey _subkey;
    private readonly DateTimeOffset _time;
    private readonly uint _sequenceNumber = (uint)RandomNumberGenerator.GetInt32(1 << 30);

    /// <param name="ticket">For <c>kadmin/changepw</c>, got by the old password; stays the caller's.</param>
    /// <param name="now">UTC.</param>
    public PasswordChangeConversation(HeldTicket ticket, DateTimeOffset now)
    {
        _ticket = ticket;
        _subkey = KerberosKey.Random(ticket.SessionKey.Type);

        // The service answers with whole microseconds.
        _time = new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
    }

    /// <summary>The request: nobody but the service can read the password in it.</summary>
    /// <param name="newPasswordUtf8">At most 1024 bytes.</param>
    /// <param name="sender">The address from which it goes: Samba refuses another one.</param>
    public byte[] Request(ReadOnlySpan<byte> newPasswordUtf8, IPAddress sender)
    {
        var key = _ticket.SessionKey;
        var authenticator = new Authenticator(_ticket.ClientRealm, _ticket.Client, null, null, _time, _subkey) { SequenceNumber = _sequenceNumber }.Encode();
        var proof = new ApReq(MutualRequired, _ticket.Ticket, new EncryptedData((int)key.Type, null, key.Encrypt(KeyUsage.ApReqAuthenticator, authenticator))).Encode();
        CryptographicOperations.ZeroMemory(authenticator);

        var password = newPasswordUtf8.ToArray();
        var part = new EncKrbPrivPart(password, _sequenceNumber, sender).Encode();
        var message = new KrbPriv(new EncryptedData((int)_subkey.Type, null, _subkey.Encrypt(KeyUsage.PrivateMessage, part))).Encode();
        CryptographicOperations.ZeroMemory(part);
        CryptographicOperations.ZeroMemory(password);
        return PasswordChangeMessage.Build(proof, message);
    }

    /// <summary>Reads the reply and believes a success only when the service has proven itself.</summary>
    public Result<bool> Read(ReadOnlyMemory<byte> reply)
    {
        // A service that cannot read the frame answers with a bare KRB-ERROR.
        if (KrbError.Looks(reply.Span))
            return ReadError(reply);
        if (!PasswordChangeMessage.TryParse(reply, out var ap, out var rest))
            return new Refusal(Catalogue.Kerberos.MessageMalformed, "the frame of the password change");
        if (ap.Value.IsEmpty)
            return ReadError(rest);
        if (!ApRep.Parse(ap.Value).TryGet(out var proof, out var refusal))
            return refusal;
        var key = _ticket.SessionKey;
        if (proof.EncryptedPart.Type != (int)key.Type || !key.Decrypt(KeyUsage.ApRepEncryptedPart, proof.EncryptedPart.Cipher).TryGet(out var plaintext, out _))
            return new Refusal(Catalogue.Kerberos.ServiceUnproven, "the answer was not made with the ticket's key");
        var parsed = EncApRepPart.Parse(plaintext);
        CryptographicOperations.ZeroMemory(plaintext);
        if (!parsed.TryGet(out var part, out refusal))
            return refusal;

        using var theirKey = part.Subkey;
        if (part.Time != _time)
            return new Refusal(Catalogue.Kerberos.ServiceUnproven, "the answer is to another request");
        if (!KrbPriv.Parse(rest).TryGet(out var message, out refusal))
            return refusal;
        if (!Open(message.EncryptedPart, theirKey).TryGet(out var said, out refusal))
            return refusal;

        // Both directions have the same key and usage: only the number tells the service's message from our own, sent back.
        return said.SequenceNumber is { } number && number == part.SequenceNumber && number != _sequenceNumber
            ? PasswordChangeResult.Read(said.UserData, proven: true)
            : new Refusal(Catalogue.Kerberos.ProtectedMessageForged, "the number of the answer");
    }

    public void Dispose() => _subkey.Dispose();

    private Result<EncKrbPrivPart> Open(EncryptedData data, KerberosKey? theirKey)
    {
        foreach (var key in new[] { theirKey, _subkey })
        {
            if (key is not null && data.Type == (int)key.Type && key.Decrypt(KeyUsage.PrivateMessage, data.Cipher).TryGet(out var plaintext, out _))
                return EncKrbPrivPart.Parse(plaintext);
        }

        return new Refusal(Catalogue.Kerberos.ProtectedMessageForged, "the answer does not open");
    }

    /// <summary>Anybody on the way can write an error: it is told, and never means success.</summary>
    private static Result<bool> ReadError(ReadOnlyMemory<byte> encoded)
    {
        if (!KrbError.Parse(encoded).TryGet(out var error, out var refusal))
            return refusal;
        return error.Data is { Length: >= 2 } data ? PasswordChangeResult.Read(data, proven: false) : new Refusal(Catalogue.Kerberos.PasswordChangeRefused, KdcRefusal.From(error).ToString());
    }
}
