using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.PartialTickets;

/// <summary>A partial TGT as the server hands it out. All times are UTC, whole seconds.</summary>
/// <param name="AsRep">DER of the AS-REP: the ticket, and its session key encrypted to the client key (etype 18, usage 3, no key version).</param>
/// <param name="SessionKey">The ticket's session key, etype 18.</param>
/// <param name="Start">From when the ticket is valid.</param>
/// <param name="End">Until when the ticket is valid.</param>
/// <param name="RenewTill">Until when it says that it can be renewed.</param>
public sealed record PartialTicket(byte[] AsRep, KerberosKey SessionKey, DateTimeOffset Start, DateTimeOffset End, DateTimeOffset RenewTill) : IDisposable
{
    /// <summary>Bytes in a client key.</summary>
    public const int ClientKeyLength = 32;

    /// <summary>What the device does with it: opens the AS-REP by the client key that came beside it.</summary>
    /// <param name="asRep">DER of an AS-REP for <c>krbtgt/REALM</c>.</param>
    /// <param name="clientKey">32 bytes, an AES256 key as it is.</param>
    /// <returns>The partial TGT with its session key, or a refusal of <see cref="Catalogue.Kerberos"/>.</returns>
    public static Result<HeldTicket> Open(ReadOnlyMemory<byte> asRep, ReadOnlySpan<byte> clientKey)
    {
        if (clientKey.Length != ClientKeyLength)
            return Catalogue.Kerberos.ClientKeyInvalid;
        if (!KdcReply.Parse(asRep).TryGet(out var reply, out var refusal))
            return refusal;
        if (reply.Type != MessageType.AsRep || reply.EncryptedPart.Type != (int)EncryptionType.Aes256CtsHmacSha1)
            return Catalogue.Kerberos.NotTicketGranting;

        using var key = new KerberosKey(EncryptionType.Aes256CtsHmacSha1, clientKey);
        if (!key.Decrypt(KeyUsage.AsRepEncryptedPart, reply.EncryptedPart.Cipher).TryGet(out var plaintext, out refusal)
            || !EncKdcReplyPart.Parse(plaintext).TryGet(out var part, out refusal))
            return refusal;

        var held = HeldTicket.From(reply, part);
        var consistent = held.IsTicketGranting && reply.Ticket.Server.Equals(held.Server) && reply.Ticket.Realm == held.ServerRealm && held.ClientRealm == held.ServerRealm;
        return consistent ? held : Catalogue.Kerberos.NotTicketGranting;
    }

    /// <summary>Zeroes the session key.</summary>
    public void Dispose() => SessionKey.Dispose();

    /// <summary>Times only.</summary>
    public override string ToString() => $"{nameof(PartialTicket)} until {End:u}";
}
