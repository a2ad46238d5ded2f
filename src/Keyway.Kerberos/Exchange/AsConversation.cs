using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>The requests of one client for one ticket, with or without armour, and what makes a reply to them believable (RFC 4120 3.1, RFC 6113 5.4).</summary>
/// <param name="realm">The client's realm and the service's.</param>
/// <param name="client">By sAMAccountName, or by user principal name as an enterprise name.</param>
/// <param name="server">For whom the ticket is.</param>
/// <param name="armour">Null: requests travel in the clear.</param>
internal sealed class AsConversation(
    KdcTransport transport, TimeProvider time, string realm, PrincipalName client, PrincipalName server, IReadOnlyList<KdcEndpoint> kdcs, FastArmour? armour)
{
    /// <summary>True when FAST protects it.</summary>
    public bool Armoured => armour is not null;

    private bool ForTicketGranting => server.EqualsIgnoringCase(PrincipalName.TicketGranting(realm));

    /// <summary>Sends one request.</summary>
    /// <param name="proof">What proves the client's key; empty to ask how.</param>
    public async Task<Result<AsAnswer>> AskAsync(IReadOnlyList<PaData> proof, CancellationToken cancellationToken)
    {
        var now = KerberosClock.WholeSeconds(time.GetUtcNow());
        var options = (ForTicketGranting ? KdcOptions.Forwardable | KdcOptions.Renewable : KdcOptions.None)
            | (client.Type == PrincipalNameType.Enterprise ? KdcOptions.Canonicalize : KdcOptions.None);
        var body = new KdcRequestBody(
            options, client, realm, server, now.AddDays(1), ForTicketGranting ? now.AddDays(7) : null, KdcNonce.Next(), KeyHints.EncryptionTypes);
        var encodedBody = body.Encode();
        PaData[] outer = armour is null ? [.. proof, new PaData(PaDataType.ProtectedReplyData, [])] : [armour.Wrap(proof, encodedBody)];
        var request = new KdcRequest(MessageType.AsReq, outer, body, encodedBody).Encode();
        var sent = await transport.SendAsync(kdcs, request, cancellationToken);
        return sent.TryGet(out var encoded, out var refusal) ? AsAnswer.Parse(request, body.Nonce, encoded, armour) : refusal;
    }

    /// <summary>Sends the proof that the answer before asked for.</summary>
    public Task<Result<AsAnswer>> ProveAsync(AsAnswer asked, KerberosKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (armour is null)
            return AskAsync([EncryptedTimestamp.Seal(key, now)], cancellationToken);

        // The KDC keeps nothing between two requests but what it gave the client to keep (RFC 6113 5.2).
        var cookie = asked.PreAuthentication.Where(element => element.Type == PaDataType.FastCookie);
        return AskAsync([.. cookie, armour.Challenge(key, now)], cancellationToken);
    }

    /// <summary>Opens a reply and believes it only when it is the one to this conversation.</summary>
    /// <returns>The ticket, or the KDC's refusal, or what is wrong with the reply.</returns>
    public Result<HeldTicket> Verify(AsAnswer answer, KerberosKey key)
    {
        if (answer.Reply is not { } reply)
            return answer.Refusal ?? Catalogue.Kdc.PreAuthenticationRequired;
        using var replyKey = answer.Fast is { } fast ? FastArmour.ReplyKey(fast, key) : new KerberosKey(key.Type, key.Value);
        if (!KdcReplyVerification.Open(reply, MessageType.AsRep, replyKey, KeyUsage.AsRepEncryptedPart).TryGet(out var opened, out var refusal))
            return refusal;
        var (_, part) = opened;

        // An enterprise name is a question: the reply has the account's name. Nobody else could have made a reply that the key opens.
        var named = client.Type == PrincipalNameType.Enterprise ? reply.Client : client;
        var now = time.GetUtcNow();
        var fault = KdcReplyVerification.FindFault(reply, part, named, realm, server, realm, answer.Nonce, now)
            ?? (armour is not null && answer.Fast is { } response ? armour.FindFault(reply, response, key, now) : FindChangedRequest(answer.Request.Span, part, replyKey));
        if (fault is null)
            return HeldTicket.From(reply, part);
        part.SessionKey.Dispose();
        return fault;
    }

    /// <summary>A KDC of our time signs the request that it got, so that nobody on the way can ask for weaker keys in the client's name (RFC 6806 11).</summary>
    private static Refusal? FindChangedRequest(ReadOnlySpan<byte> request, EncKdcReplyPart part, KerberosKey replyKey)
    {
        if (!part.Flags.HasFlag(TicketFlags.EncryptedPreAuthenticationReply))
            return null;
        return part.EncryptedPreAuthentication.FirstOrDefault(element => element.Type == PaDataType.ProtectedReplyData) is { } element
            && KerberosChecksum.Parse(element.Value).TryGet(out var checksum, out _)
            && checksum.Covers(replyKey, KeyUsage.AsRequestChecksum, request)
                ? null
                : new Refusal(Catalogue.Kerberos.ProtectedMessageForged, "the domain controller got another request");
    }
}
