using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>The journey's step <i>Exchange</i>: a partial TGT becomes a full TGT at a writable domain controller. Thread-safe.</summary>
public sealed class FullTicketExchange(KdcTransport transport, TimeProvider time)
{
    private readonly TgsExchange _exchange = new(transport, time);

    /// <summary>Sends the partial TGT in a TGS-REQ for <c>krbtgt/REALM</c>, with a key list request unless switched off, and verifies the reply.</summary>
    /// <param name="partial">The partial TGT, opened by <see cref="PartialTickets.PartialTicket.Open"/>.</param>
    /// <param name="kdcs">Writable domain controllers of the user's domain, best first.</param>
    /// <returns>The full TGT, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public async Task<Result<FullTicket>> ExchangeAsync(
        HeldTicket partial, IReadOnlyList<KdcEndpoint> kdcs, FullTicketOptions options, CancellationToken cancellationToken)
    {
        if (!partial.IsTicketGranting)
            return Catalogue.Kerberos.NotTicketGranting;

        // A KDC refuses to make renewable or forwardable what its own ticket is not.
        var wanted = KdcOptions.Canonicalize
            | (partial.Flags.HasFlag(TicketFlags.Forwardable) ? KdcOptions.Forwardable : KdcOptions.None)
            | (partial.Flags.HasFlag(TicketFlags.Renewable) ? KdcOptions.Renewable : KdcOptions.None);
        PaData[] more = options.KeyListRequest ? [KeyList.Request(EncryptionType.Rc4Hmac)] : [];
        var server = PrincipalName.TicketGranting(partial.ServerRealm);
        if (!(await _exchange.AskAsync(partial, server, wanted, more, options.UseSubkey, kdcs, cancellationToken)).TryGet(out var answer, out var refusal))
            return refusal;
        return ReadNtHash(answer.Part).TryGet(out var hash, out refusal)
            ? new FullTicket(answer.Ticket, hash.Length == 0 ? null : hash)
            : refusal;
    }

    /// <summary>The RC4 key of the key list is the NT hash; empty when there is no key list.</summary>
    internal static Result<byte[]> ReadNtHash(EncKdcReplyPart part)
    {
        if (part.EncryptedPreAuthentication.FirstOrDefault(element => element.Type == PaDataType.KeyListReply) is not { } list)
            return Array.Empty<byte>();
        if (!KeyList.ParseReply(list.Value).TryGet(out var keys, out var refusal))
            return refusal;
        var hash = keys.Find(key => key.Type == EncryptionType.Rc4Hmac)?.Value.ToArray() ?? [];
        keys.ForEach(key => key.Dispose());
        return hash;
    }
}
