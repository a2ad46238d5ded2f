using Keyway.Errors;
using Keyway.Kerberos.Keytabs;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>Gets a TGT by a password or by a keytab: the AS exchange with PA-ENC-TIMESTAMP (RFC 4120 3.1, 5.2.7.2), AES only. Thread-safe.</summary>
public sealed class AsExchange(KdcTransport transport, TimeProvider time)
{
    /// <summary>A computer that was stopped while it changed its password may find the domain controller one version behind its keytab.</summary>
    private const int KeytabGenerations = 2;

    /// <summary>Signs in by a password and returns the TGT.</summary>
    /// <param name="realm">The realm, such as <c>CONTOSO.CORP.COM</c>.</param>
    /// <param name="client">The user or computer by sAMAccountName, or by user principal name as an enterprise name; the ticket then has the account name that the domain controller found.</param>
    /// <returns>The TGT, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public Task<Result<HeldTicket>> SignInAsync(
        string realm, PrincipalName client, string password, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken) =>
        SignInAsync(realm, client, hints => KeyHints.Derive(hints, realm, client, password), kdcs, cancellationToken);

    /// <summary>Signs in by the newest key of the account in the keytab, or the one before, and returns the TGT.</summary>
    /// <param name="realm">The account's realm.</param>
    /// <param name="client">The account by sAMAccountName, such as <c>DEV1$</c>.</param>
    /// <returns>The TGT, or <see cref="Catalogue.Kerberos.KeytabKeyMissing"/>, <see cref="Catalogue.Kerberos.KeytabKeyOutdated"/>, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public async Task<Result<HeldTicket>> SignInAsync(
        string realm, PrincipalName client, Keytab keytab, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        var generations = keytab.Of(client, realm).Where(entry => KeyHints.EncryptionTypes.Contains((int)entry.Key.Type)).GroupBy(entry => entry.Version).Take(KeytabGenerations);
        Refusal refused = new(Catalogue.Kerberos.KeytabKeyMissing, $"{client}@{realm}");
        foreach (var generation in generations)
        {
            if ((await SignInAsync(realm, client, hints => KeyHints.Choose(hints, generation), kdcs, cancellationToken)).TryGet(out var ticket, out var refusal))
                return ticket;
            if (refusal.Error != Catalogue.Kdc.PreAuthenticationFailed && refusal.Error != Catalogue.Kdc.ReplyUndecryptable)
                return refusal;
            refused = new Refusal(Catalogue.Kerberos.KeytabKeyOutdated, $"{client}@{realm} version {generation.Key}; {refusal.Detail}");
        }

        return refused;
    }

    private async Task<Result<HeldTicket>> SignInAsync(
        string realm, PrincipalName client, Func<IReadOnlyList<PaData>, Result<KerberosKey>> keyFor, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        var first = await AskAsync(realm, client, [], kdcs, cancellationToken);
        if (!first.TryGet(out var answer, out var refusal))
            return refusal;
        if (!KeyHints.Read(answer.Encoded).TryGet(out var hints, out refusal) || !keyFor(hints).TryGet(out var key, out refusal))
            return refusal;

        using (key)
        {
            // A KDC that asks for no proof has answered already.
            if (!KrbError.Looks(answer.Encoded))
                return Verify(answer, realm, client, key);
            var second = await AskAsync(realm, client, [EncryptedTimestamp.Seal(key, time.GetUtcNow())], kdcs, cancellationToken);
            return second.TryGet(out answer, out refusal) ? Verify(answer, realm, client, key) : refusal;
        }
    }

    private async Task<Result<(byte[] Encoded, uint Nonce)>> AskAsync(
        string realm, PrincipalName client, IReadOnlyList<PaData> proof, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        var now = KerberosClock.WholeSeconds(time.GetUtcNow());
        var options = KdcOptions.Forwardable | KdcOptions.Renewable | (client.Type == PrincipalNameType.Enterprise ? KdcOptions.Canonicalize : KdcOptions.None);
        var body = new KdcRequestBody(
            options, client, realm, PrincipalName.TicketGranting(realm), now.AddDays(1), now.AddDays(7), KdcNonce.Next(), KeyHints.EncryptionTypes);
        var sent = await transport.SendAsync(kdcs, new KdcRequest(MessageType.AsReq, proof, body).Encode(), cancellationToken);
        return sent.TryGet(out var encoded, out var refusal) ? (encoded, body.Nonce) : refusal;
    }

    private Result<HeldTicket> Verify((byte[] Encoded, uint Nonce) answer, string realm, PrincipalName client, KerberosKey key)
    {
        if (!KdcReplyVerification.Open(answer.Encoded, MessageType.AsRep, key, KeyUsage.AsRepEncryptedPart).TryGet(out var opened, out var refusal))
            return refusal;
        var (reply, part) = opened;

        // An enterprise name is a question: the reply has the account's name. Nobody else could have made a reply that the key opens.
        var named = client.Type == PrincipalNameType.Enterprise ? reply.Client : client;
        return KdcReplyVerification.FindFault(reply, part, named, realm, PrincipalName.TicketGranting(realm), realm, answer.Nonce, time.GetUtcNow()) is { } fault
            ? fault
            : HeldTicket.From(reply, part);
    }
}
