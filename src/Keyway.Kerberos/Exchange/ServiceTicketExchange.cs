using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>Gets a ticket for a service by a TGT: the ordinary TGS exchange (RFC 4120 3.3). Thread-safe.</summary>
public sealed class ServiceTicketExchange(KdcTransport transport, TimeProvider time)
{
    /// <summary>Asks for a ticket of one service in the TGT's realm.</summary>
    /// <returns>The service ticket, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public Task<Result<HeldTicket>> GetAsync(HeldTicket ticketGrantingTicket, PrincipalName service, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        _ = transport;
        _ = time;
        throw new NotImplementedException();
    }
}
