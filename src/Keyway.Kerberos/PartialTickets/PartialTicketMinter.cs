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

    /// <summary>The same with given randomness, so that anyone can recompute a ticket.</summary>
    internal Result<PartialTicket> Mint(KerberosServerKey key, PartialTicketRequest request, ReadOnlySpan<byte> clientKey, ReadOnlySpan<byte> randomness)
    {
        if (clientKey.Length != PartialTicket.ClientKeyLength)
            return Catalogue.Kerberos.ClientKeyInvalid;
        if (request.FindFault() is { } fault)
            return new Refusal(Catalogue.Kerberos.PartialTicketRequestInvalid, fault);

        var start = KerberosClock.WholeSeconds(time.GetUtcNow());
        var (end, renewTill) = (start + request.Lifetime, start + request.RenewableLifetime);
        var realm = request.DomainDnsName.ToUpperInvariant();
        var client = PrincipalName.User(request.SamAccountName);
        var server = PrincipalName.TicketGranting(realm);
        var sessionKey = new KerberosKey(EncryptionType.Aes256CtsHmacSha1, randomness[..32]);

        var pac = PartialTicketPac.Build(key, request, realm, start);
        var ticketPart = new EncTicketPart(Flags, sessionKey, realm, client, start, start, end, renewTill, [AuthorizationDataElement.ForPac(pac)]);
        var ticketCipher = key.Key.Encrypt(KeyUsage.Ticket, ticketPart.Encode(), randomness.Slice(32, 16));
        var ticket = new Ticket(realm, server, new EncryptedData((int)EncryptionType.Aes256CtsHmacSha1, key.TicketKeyVersion, ticketCipher));

        // No one asked by an AS-REQ, so there is no nonce to give back; no key version, because the client key has none.
        var replyPart = new EncKdcReplyPart(MessageType.AsRep, sessionKey, start, 0, null, Flags, start, start, end, renewTill, realm, server, []);
        using var replyKey = new KerberosKey(EncryptionType.Aes256CtsHmacSha1, clientKey);
        var replyCipher = replyKey.Encrypt(KeyUsage.AsRepEncryptedPart, replyPart.Encode(), randomness.Slice(48, 16));
        var reply = new KdcReply(MessageType.AsRep, [], realm, client, ticket, new EncryptedData((int)EncryptionType.Aes256CtsHmacSha1, null, replyCipher));
        return new PartialTicket(reply.Encode(), sessionKey, start, end, renewTill);
    }
}
