using Keyway.Errors;

namespace Keyway.Kerberos.Exchange;

/// <summary>The journey's step <i>Exchange</i>: a partial TGT becomes a full TGT at a writable domain controller. Thread-safe.</summary>
public sealed class FullTicketExchange(KdcTransport transport, TimeProvider time)
{
    /// <summary>Sends the partial TGT in a TGS-REQ for <c>krbtgt/REALM</c> and verifies the reply.</summary>
    /// <returns>The full TGT, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public Task<Result<FullTicket>> ExchangeAsync(HeldTicket partial, IReadOnlyList<KdcEndpoint> kdcs, FullTicketOptions options, CancellationToken cancellationToken)
    {
        _ = transport;
        _ = time;
        throw new NotImplementedException();
    }
}
