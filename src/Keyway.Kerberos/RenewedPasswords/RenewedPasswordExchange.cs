using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.RenewedPasswords;

/// <summary>Lets a domain say, to somebody who trusts only it, that a password was changed: <see cref="RenewedPassword"/> is what they read. Thread-safe.</summary>
public sealed class RenewedPasswordExchange(KdcTransport transport, TimeProvider time)
{
    private readonly TgsExchange _exchange = new(transport, time);

    /// <summary>Asks for a ticket from user to user, and proves to hold it.</summary>
    /// <param name="ticketGrantingTicket">Got by the new password.</param>
    /// <param name="account">Whose TGT the question is, by sAMAccountName.</param>
    /// <param name="question">A TGT that whoever wants to know has made up; only they and the domain know its session key.</param>
    /// <returns>DER of an AP-REQ, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public async Task<Result<byte[]>> ProveAsync(
        HeldTicket ticketGrantingTicket, PrincipalName account, Ticket question, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        if (!ticketGrantingTicket.IsTicketGranting)
            return Catalogue.Kerberos.NotTicketGranting;
        var asked = await _exchange.AskAsync(
            ticketGrantingTicket, account, KdcOptions.EncryptInSessionKey, [], useSubkey: true, kdcs, cancellationToken, question);
        if (!asked.TryGet(out var answer, out var refusal))
            return refusal;
        using var ticket = answer.Ticket;
        var key = ticket.SessionKey;
        var authenticator = new Authenticator(ticket.ClientRealm, ticket.Client, null, null, time.GetUtcNow(), Subkey: null);
        return new ApReq(0, ticket.Ticket, new EncryptedData((int)key.Type, null, key.Encrypt(KeyUsage.ApReqAuthenticator, authenticator.Encode()))).Encode();
    }
}
