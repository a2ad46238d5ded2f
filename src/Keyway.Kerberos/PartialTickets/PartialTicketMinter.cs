using Keyway.Errors;

namespace Keyway.Kerberos.PartialTickets;

/// <summary>Mints partial TGTs: what the read-only domain controller of a branch would issue, with nothing about the user but his SID. Thread-safe.</summary>
public sealed class PartialTicketMinter(TimeProvider time)
{
    /// <summary>Mints one partial TGT.</summary>
    /// <param name="key">The Kerberos server's key of the user's domain.</param>
    /// <param name="request">Whom the ticket is for.</param>
    /// <param name="clientKey">32 random bytes, fresh for each ticket, that the device gets by another way.</param>
    /// <returns>The ticket, or a refusal when the request cannot be put into a ticket.</returns>
    public Result<PartialTicket> Mint(KerberosServerKey key, PartialTicketRequest request, ReadOnlySpan<byte> clientKey)
    {
        _ = time;
        throw new NotImplementedException();
    }
}
