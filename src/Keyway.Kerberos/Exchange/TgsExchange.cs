using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>One TGS-REQ and its verified reply (RFC 4120 3.3), on which both exchanges stand.</summary>
internal sealed class TgsExchange(KdcTransport transport, TimeProvider time)
{
    private static readonly int[] EncryptionTypes =
        [(int)EncryptionType.Aes256CtsHmacSha1, (int)EncryptionType.Aes128CtsHmacSha1, (int)EncryptionType.Rc4Hmac];

    /// <summary>Asks and verifies.</summary>
    /// <param name="ticket">The TGT that speaks for the client.</param>
    /// <param name="server">The service to get a ticket for, in the TGT's realm.</param>
    /// <param name="more">Pre-authentication data after PA-TGS-REQ.</param>
    /// <param name="additional">The service's TGT when <see cref="KdcOptions.EncryptInSessionKey"/> is asked for.</param>
    public async Task<Result<(HeldTicket Ticket, EncKdcReplyPart Part)>> AskAsync(
        HeldTicket ticket,
        PrincipalName server,
        KdcOptions options,
        IReadOnlyList<PaData> more,
        bool useSubkey,
        IReadOnlyList<KdcEndpoint> kdcs,
        CancellationToken cancellationToken,
        Ticket? additional = null)
    {
        var nonce = KdcNonce.Next();
        using var subkey = useSubkey ? KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1) : null;
        var request = Build(ticket, server, options, more, nonce, subkey, time.GetUtcNow(), additional);
        if (!(await transport.SendAsync(kdcs, request.Encode(), cancellationToken)).TryGet(out var encoded, out var refusal))
            return refusal;
        return Verify(ticket, server, nonce, subkey, encoded, time.GetUtcNow());
    }

    internal static KdcRequest Build(
        HeldTicket ticket,
        PrincipalName server,
        KdcOptions options,
        IReadOnlyList<PaData> more,
        uint nonce,
        KerberosKey? subkey,
        DateTimeOffset now,
        Ticket? additional = null)
    {
        var renewTill = options.HasFlag(KdcOptions.Renewable) ? ticket.RenewTill : null;
        var body = new KdcRequestBody(options, null, ticket.ServerRealm, server, ticket.EndTime, renewTill, nonce, EncryptionTypes) { AdditionalTicket = additional };
        var encodedBody = body.Encode();

        var key = ticket.SessionKey;
        var checksum = key.Checksum(KeyUsage.TgsReqBodyChecksum, encodedBody);
        var authenticator = new Authenticator(ticket.ClientRealm, ticket.Client, (int)key.ChecksumType, checksum, now, subkey);
        var sealedAuthenticator = new EncryptedData((int)key.Type, null, key.Encrypt(KeyUsage.TgsReqAuthenticator, authenticator.Encode()));
        var proof = new PaData(PaDataType.TgsReq, new ApReq(0, ticket.Ticket, sealedAuthenticator).Encode());
        return new KdcRequest(MessageType.TgsReq, [proof, .. more], body, encodedBody);
    }

    internal static Result<(HeldTicket Ticket, EncKdcReplyPart Part)> Verify(
        HeldTicket ticket, PrincipalName server, uint nonce, KerberosKey? subkey, byte[] encoded, DateTimeOffset now)
    {
        if (!KdcReplyVerification.Open(encoded, MessageType.TgsRep, subkey ?? ticket.SessionKey, subkey is null ? KeyUsage.TgsRepBySessionKey : KeyUsage.TgsRepBySubkey)
            .TryGet(out var opened, out var refusal))
            return refusal;
        var (reply, part) = opened;
        return KdcReplyVerification.FindFault(reply, part, ticket.Client, ticket.ClientRealm, server, ticket.ServerRealm, nonce, now) is { } fault
            ? fault
            : (HeldTicket.From(reply, part), part);
    }
}
