using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>Gets a ticket for a service by a TGT: the ordinary TGS exchange (RFC 4120 3.3). Referrals to other realms are not followed. Thread-safe.</summary>
public sealed class ServiceTicketExchange(KdcTransport transport, TimeProvider time)
{
    private readonly TgsExchange _exchange = new(transport, time);

    /// <summary>Asks for a ticket of one service in the TGT's realm.</summary>
    /// <returns>The service ticket, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public async Task<Result<HeldTicket>> GetAsync(
        HeldTicket ticketGrantingTicket, PrincipalName service, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        if (!ticketGrantingTicket.IsTicketGranting)
            return Catalogue.Kerberos.NotTicketGranting;
        var options = ticketGrantingTicket.Flags.HasFlag(TicketFlags.Forwardable) ? KdcOptions.Forwardable : KdcOptions.None;
        var answer = await _exchange.AskAsync(ticketGrantingTicket, service, options, [], useSubkey: true, kdcs, cancellationToken);
        return answer.TryGet(out var got, out var refusal) ? got.Ticket : refusal;
    }
}
