using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>
/// FAST: a TGT lends its protection to the exchange of another client (RFC 6113 5.4). Only the KDC can open the TGT, so that who answers under the
/// armour key is the KDC. One instance serves one conversation. Not thread-safe.
/// </summary>
internal sealed class FastArmour : IDisposable
{
    private readonly KerberosKey _key;
    private readonly ApReq _proof;

    /// <summary>Takes over the key.</summary>
    internal FastArmour(KerberosKey key, ApReq proof) => (_key, _proof) = (key, proof);

    /// <summary>Makes the armour of a TGT, whose session key must be an AES key.</summary>
    public static FastArmour Make(HeldTicket ticket, DateTimeOffset now)
    {
        using var subkey = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        var authenticator = new Authenticator(ticket.ClientRealm, ticket.Client, null, null, now, subkey);
        var sealedAuthenticator = new EncryptedData(
            (int)ticket.SessionKey.Type, null, ticket.SessionKey.Encrypt(KeyUsage.ApReqAuthenticator, authenticator.Encode()));
        return new FastArmour(
            KerberosKey.Combine(subkey, ticket.SessionKey, "subkeyarmor"u8, "ticketarmor"u8), new ApReq(0, ticket.Ticket, sealedAuthenticator));
    }

    /// <summary>The one element that stands outside: the inner ones and the body, which it binds to the outer body.</summary>
    public PaData Wrap(IReadOnlyList<PaData> inner, ReadOnlyMemory<byte> encodedBody)
    {
        var encrypted = _key.Encrypt(KeyUsage.FastRequest, new FastRequest(inner, encodedBody).Encode());
        var checksum = KerberosChecksum.Make(_key, KeyUsage.FastRequestChecksum, encodedBody.Span);
        return new PaData(PaDataType.Fast, new FastArmouredRequest(_proof, checksum, new EncryptedData((int)_key.Type, null, encrypted)).Encode());
    }

    /// <summary>What the KDC said under the armour.</summary>
    /// <param name="outer">What stands outside in its answer.</param>
    /// <param name="nonce">The request's.</param>
    /// <returns>The response, or <see cref="Catalogue.Kerberos.FastMissing"/>, <see cref="Catalogue.Kerberos.ProtectedMessageForged"/>.</returns>
    public Result<FastResponse> Open(IReadOnlyList<PaData> outer, uint nonce)
    {
        // An empty element is the offer that stands in errors without protection.
        if (outer.FirstOrDefault(element => element is { Type: PaDataType.Fast, Value.Length: > 0 }) is not { } element)
            return Catalogue.Kerberos.FastMissing;
        if (!FastArmouredReply.Parse(element.Value).TryGet(out var armoured, out var refusal))
            return refusal;
        if (armoured.EncryptedResponse.Type != (int)_key.Type || !_key.Decrypt(KeyUsage.FastReply, armoured.EncryptedResponse.Cipher).TryGet(out var plaintext, out _))
            return new Refusal(Catalogue.Kerberos.ProtectedMessageForged, "FAST");
        if (!FastResponse.Parse(plaintext).TryGet(out var response, out refusal))
            return refusal;
        if (response.Nonce == nonce)
            return response;
        response.Dispose();
        return new Refusal(Catalogue.Kerberos.ProtectedMessageForged, "nonce of FAST");
    }

    /// <summary>PA-ENCRYPTED-CHALLENGE: proves the client's key to nobody but the KDC (RFC 6113 5.4.6).</summary>
    public PaData Challenge(KerberosKey clientKey, DateTimeOffset now)
    {
        using var key = KerberosKey.Combine(_key, clientKey, "clientchallengearmor"u8, "challengelongterm"u8);
        return EncryptedTimestamp.SealChallenge(key, now);
    }

    /// <summary>The key of the reply's protected part (RFC 6113 5.4.3); the caller disposes of it.</summary>
    public static KerberosKey ReplyKey(FastResponse response, KerberosKey clientKey) => response.StrengthenKey is { } strengthen
        ? KerberosKey.Combine(strengthen, clientKey, "strengthenkey"u8, "replykey"u8)
        : new KerberosKey(clientKey.Type, clientKey.Value);

    /// <summary>The first thing in which a reply with a ticket is not the one that the KDC made; null when it is.</summary>
    public Refusal? FindFault(KdcReply reply, FastResponse response, KerberosKey clientKey, DateTimeOffset now)
    {
        if (response.Finished is not { } finished)
            return new Refusal(Catalogue.Kerberos.ProtectedMessageForged, "FAST without its end");
        if (!finished.TicketChecksum.Covers(_key, KeyUsage.FastFinished, reply.EncodedTicket.Span))
            return new Refusal(Catalogue.Kerberos.ProtectedMessageForged, "ticket beside FAST");
        if (finished.Client != reply.Client || finished.ClientRealm != reply.ClientRealm)
            return new Refusal(Catalogue.Kerberos.ProtectedMessageForged, "client beside FAST");
        if ((finished.Time - now).Duration() > KdcReplyVerification.Skew)
            return new Refusal(Catalogue.Kdc.ReplyStale, $"from {finished.Time:u}");
        return response.PreAuthentication.FirstOrDefault(element => element.Type == PaDataType.EncryptedChallenge) is { } answer && !Answers(answer, clientKey)
            ? new Refusal(Catalogue.Kerberos.ProtectedMessageForged, "answer to the challenge")
            : null;
    }

    /// <summary>Zeroes the armour key.</summary>
    public void Dispose() => _key.Dispose();

    private bool Answers(PaData element, KerberosKey clientKey)
    {
        using var key = KerberosKey.Combine(_key, clientKey, "kdcchallengearmor"u8, "challengelongterm"u8);
        return EncryptedData.Parse(element.Value).TryGet(out var sealedTime, out _)
            && sealedTime.Type == (int)key.Type
            && key.Decrypt(KeyUsage.KdcChallenge, sealedTime.Cipher).Succeeded;
    }
}
