using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>
/// Makes a KDC that accepted a password prove that it is one. Who controls the network and chose the password himself can make an AS-REP that opens;
/// what he cannot make is a ticket from user to user, sealed with the session key of another account's TGT (RFC 4120 2.9.2, 3.3.3). Thread-safe.
/// </summary>
internal sealed class KdcProof(KdcTransport transport, TimeProvider time)
{
    private readonly TgsExchange _exchange = new(transport, time);

    /// <summary>Asks with the user's new TGT for a ticket to the account of the own one.</summary>
    /// <param name="user">The TGT that may be forged.</param>
    /// <param name="own">A TGT that was got by a secret which a forger does not know.</param>
    /// <returns>Null when the KDC is the domain's; otherwise <see cref="Catalogue.Kerberos.KdcUnproven"/>, or that it does not answer any more.</returns>
    public async Task<Refusal?> FindFaultAsync(HeldTicket user, HeldTicket own, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        var asked = await _exchange.AskAsync(
            user, own.Client, KdcOptions.EncryptInSessionKey, [], useSubkey: true, kdcs, cancellationToken, additional: own.Ticket);
        if (!asked.TryGet(out var answer, out var refusal))
            return refusal.Error == Catalogue.Kdc.Unreachable ? refusal : new Refusal(Catalogue.Kerberos.KdcUnproven, refusal.ToString());

        using var ticket = answer.Ticket;
        var encrypted = ticket.Ticket.EncryptedPart;
        if (encrypted.Type != (int)own.SessionKey.Type
            || !own.SessionKey.Decrypt(KeyUsage.Ticket, encrypted.Cipher).TryGet(out var plaintext, out _)
            || !EncTicketPart.Parse(plaintext).TryGet(out var part, out _))
            return new Refusal(Catalogue.Kerberos.KdcUnproven, "the ticket does not open");
        using var sessionKey = part.SessionKey;

        // A ticket of another user, or an old one whose session key the forger never learned, opens as well.
        return sessionKey.Equals(ticket.SessionKey) && part.Client.EqualsIgnoringCase(user.Client) && string.Equals(part.ClientRealm, user.ClientRealm, StringComparison.OrdinalIgnoreCase)
            ? null
            : new Refusal(Catalogue.Kerberos.KdcUnproven, "the ticket is of another exchange");
    }
}
