using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.PartialTickets;

/// <summary>Mints partial TGTs: what the read-only domain controller of a branch would issue, with nothing about the user but his names and his SID. Thread-safe.</summary>
public sealed class PartialTicketMinter(TimeProvider time)
{
    /// <summary>Session key, the ticket's confounder, the reply's confounder.</summary>
    internal const int RandomnessLength = 32 + 16 + 16;

    private const TicketFlags Flags = TicketFlags.Forwardable | TicketFlags.Renewable | TicketFlags.Initial | TicketFlags.PreAuthenticated;

    /// <summary>Mints one partial TGT.</summary>
    /// <param name="key">The Kerberos server's key of the user's domain.</param>
    /// <param name="request">Whom the ticket is for.</param>
    /// <param name="clientKey">32 random bytes, fresh for each ticket, that the device gets by another way.</param>
    /// <returns>The ticket, or <see cref="Catalogue.Kerberos.PartialTicketRequestInvalid"/>, <see cref="Catalogue.Kerberos.ClientKeyInvalid"/>.</returns>
    public Result<PartialTicket> Mint(KerberosServerKey key, PartialTicketRequest request, ReadOnlySpan<byte> clientKey)
    {
        Span<byte> randomness = stackalloc byte[RandomnessLength];
        RandomNumberGenerator.Fill(randomness);
        var ticket = Mint(key, request, clientKey, randomness);
        CryptographicOperations.ZeroMemory(randomness);
        return ticket;
    }

    /// <summary>Mints a partial TGT whose session key never leaves the server: it can be shown to a domain controller, and serves nobody.</summary>
    /// <param name="sessionKey">Etype 18; stays the caller's.</param>
    /// <returns>The ticket alone, or <see cref="Catalogue.Kerberos.PartialTicketRequestInvalid"/>.</returns>
    public Result<Ticket> Mint(KerberosServerKey key, PartialTicketRequest request, KerberosKey sessionKey)
    {
        if (request.FindFault() is { } fault)
            return new Refusal(Catalogue.Kerberos.PartialTicketRequestInvalid, fault);
        return Seal(key, request, sessionKey, KerberosClock.WholeSeconds(time.GetUtcNow()), RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>The same as the first with given randomness, so that anyone can recompute a ticket.</summary>
    internal Result<PartialTicket> Mint(KerberosServerKey key, PartialTicketRequest request, ReadOnlySpan<byte> clientKey, ReadOnlySpan<byte> randomness)
    {
        if (clientKey.Length != PartialTicket.ClientKeyLength)
            return Catalogue.Kerberos.ClientKeyInvalid;
        if (request.FindFault() is { } fault)
            return new Refusal(Catalogue.Kerberos.PartialTicketRequestInvalid, fault);

        var start = KerberosClock.WholeSeconds(time.GetUtcNow());
        var (end, renewTill) = (start + request.Lifetime, start + request.RenewableLifetime);
        var sessionKey = new KerberosKey(EncryptionType.Aes256CtsHmacSha1, randomness[..32]);
        var ticket = Seal(key, request, sessionKey, start, randomness.Slice(32, 16));

        // No one asked by an AS-REQ, so there is no nonce to give back; no key version, because the client key has none.
        var replyPart = new EncKdcReplyPart(MessageType.AsRep, sessionKey, start, 0, null, Flags, start, start, end, renewTill, ticket.Realm, ticket.Server, []);
        using var replyKey = new KerberosKey(EncryptionType.Aes256CtsHmacSha1, clientKey);
        var replyCipher = replyKey.Encrypt(KeyUsage.AsRepEncryptedPart, replyPart.Encode(), randomness.Slice(48, 16));
        var reply = new KdcReply(
            MessageType.AsRep, [], ticket.Realm, PrincipalName.User(request.SamAccountName), ticket, new EncryptedData((int)EncryptionType.Aes256CtsHmacSha1, null, replyCipher));
        return new PartialTicket(reply.Encode(), sessionKey, start, end, renewTill);
    }

    private static Ticket Seal(KerberosServerKey key, PartialTicketRequest request, KerberosKey sessionKey, DateTimeOffset start, ReadOnlySpan<byte> confounder)
    {
        var realm = request.DomainDnsName.ToUpperInvariant();
        var pac = PartialTicketPac.Build(key, request, realm, start);
        var part = new EncTicketPart(
            Flags, sessionKey, realm, PrincipalName.User(request.SamAccountName), start, start, start + request.Lifetime, start + request.RenewableLifetime, [AuthorizationDataElement.ForPac(pac)]);
        var cipher = key.Key.Encrypt(KeyUsage.Ticket, part.Encode(), confounder);
        return new Ticket(realm, PrincipalName.TicketGranting(realm), new EncryptedData((int)EncryptionType.Aes256CtsHmacSha1, key.TicketKeyVersion, cipher));
    }
}
