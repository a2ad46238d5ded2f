using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>What a client checks before it trusts a reply (RFC 4120 3.1.5, 3.3.4).</summary>
internal static class KdcReplyVerification
{
    /// <summary>How far clocks may be apart, Active Directory's default.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>A KRB-ERROR becomes its numbered error; a reply is opened by the key that only the two sides know.</summary>
    public static Result<(KdcReply Reply, EncKdcReplyPart Part)> Open(byte[] encoded, MessageType type, KerberosKey key, KeyUsage usage)
    {
        if (KrbError.Looks(encoded))
            return KrbError.Parse(encoded).TryGet(out var error, out var malformed) ? KdcRefusal.From(error) : malformed;
        return KdcReply.Parse(encoded).TryGet(out var reply, out var refusal) ? Open(reply, type, key, usage) : refusal;
    }

    /// <summary>Opens a reply that is read already.</summary>
    public static Result<(KdcReply Reply, EncKdcReplyPart Part)> Open(KdcReply reply, MessageType type, KerberosKey key, KeyUsage usage)
    {
        if (reply.Type != type)
            return new Refusal(Catalogue.Kdc.ReplyUnexpected, $"message type {(int)reply.Type}");
        if (reply.EncryptedPart.Type != (int)key.Type || !key.Decrypt(usage, reply.EncryptedPart.Cipher).TryGet(out var plaintext, out _))
            return new Refusal(Catalogue.Kdc.ReplyUndecryptable, $"encryption type {reply.EncryptedPart.Type}");
        return EncKdcReplyPart.Parse(plaintext).TryGet(out var part, out var refusal) ? (reply, part) : refusal;
    }

    /// <summary>The first thing in which the reply is not what was asked for; null when it is. Active Directory may change the case of names.</summary>
    public static Refusal? FindFault(
        KdcReply reply, EncKdcReplyPart part, PrincipalName client, string clientRealm, PrincipalName server, string serverRealm, uint nonce, DateTimeOffset now)
    {
        if (part.Nonce != nonce)
            return new Refusal(Catalogue.Kdc.ReplyUnexpected, "nonce");
        if (!part.Server.EqualsIgnoringCase(server) || !SameRealm(part.ServerRealm, serverRealm))
            return new Refusal(Catalogue.Kdc.ReplyUnexpected, "service");
        if (!reply.Ticket.Server.EqualsIgnoringCase(server) || !SameRealm(reply.Ticket.Realm, serverRealm))
            return new Refusal(Catalogue.Kdc.ReplyUnexpected, "service of the ticket");
        if (!reply.Client.EqualsIgnoringCase(client) || !SameRealm(reply.ClientRealm, clientRealm))
            return new Refusal(Catalogue.Kdc.ReplyUnexpected, "client");
        if (part.Flags.HasFlag(TicketFlags.Invalid) || (part.StartTime ?? part.AuthTime) > now + Skew || part.EndTime <= now - Skew)
            return new Refusal(Catalogue.Kdc.ReplyStale, $"from {part.StartTime ?? part.AuthTime:u} until {part.EndTime:u}");
        return null;
    }

    private static bool SameRealm(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
