using System.Buffers.Binary;
using Keyway.Errors;
using Keyway.Kerberos.Cryptography;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>Gets a TGT by a password: the AS exchange with PA-ENC-TIMESTAMP (RFC 4120 3.1, 5.2.7.2), AES only. Thread-safe.</summary>
public sealed class AsExchange(KdcTransport transport, TimeProvider time)
{
    private const int MaximumIterations = 1_000_000;

    private static readonly int[] EncryptionTypes = [(int)EncryptionType.Aes256CtsHmacSha1, (int)EncryptionType.Aes128CtsHmacSha1];

    /// <summary>Signs in and returns the TGT.</summary>
    /// <param name="realm">The realm, such as <c>CONTOSO.CORP.COM</c>.</param>
    /// <param name="client">The user or computer by sAMAccountName, or by user principal name as an enterprise name; the ticket then has the account name that the domain controller found.</param>
    /// <returns>The TGT, or a refusal of <see cref="Catalogue.Kdc"/>.</returns>
    public async Task<Result<HeldTicket>> SignInAsync(
        string realm, PrincipalName client, string password, IReadOnlyList<KdcEndpoint> kdcs, CancellationToken cancellationToken)
    {
        var first = await AskAsync(realm, client, [], kdcs, cancellationToken);
        if (!first.TryGet(out var answer, out var refusal))
            return refusal;

        var hints = Hints(answer.Encoded);
        if (!hints.TryGet(out var elements, out refusal) || !DeriveKey(elements, realm, client, password).TryGet(out var key, out refusal))
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
            options, client, realm, PrincipalName.TicketGranting(realm), now.AddDays(1), now.AddDays(7), KdcNonce.Next(), EncryptionTypes);
        var sent = await transport.SendAsync(kdcs, new KdcRequest(MessageType.AsReq, proof, body).Encode(), cancellationToken);
        return sent.TryGet(out var encoded, out var refusal) ? (encoded, body.Nonce) : refusal;
    }

    /// <summary>Where the KDC says how the password becomes a key: in the error that asks for a proof, or beside the ticket.</summary>
    internal static Result<List<PaData>> Hints(byte[] encoded)
    {
        if (!KrbError.Looks(encoded))
            return KdcReply.Parse(encoded).TryGet(out var reply, out var malformed) ? reply.PreAuthentication.ToList() : malformed;
        if (!KrbError.Parse(encoded).TryGet(out var error, out var refusal))
            return refusal;
        return error.Code == (int)KdcErrorCode.PreAuthenticationRequired && error.Data is not null
            ? PaData.ParseList(error.Data)
            : KdcRefusal.From(error);
    }

    internal static Result<KerberosKey> DeriveKey(IReadOnlyList<PaData> hints, string realm, PrincipalName client, string password)
    {
        if (hints.FirstOrDefault(element => element.Type == PaDataType.EtypeInfo2) is not { } info)
            return Catalogue.Kdc.PreAuthenticationRequired;
        if (!EtypeInfo2Entry.ParseList(info.Value).TryGet(out var entries, out var refusal))
            return refusal;
        if (entries.Find(candidate => EncryptionTypes.Contains(candidate.Type)) is not { } entry)
            return Catalogue.Kdc.EncryptionUnsupported;

        // Nothing protects this hint: a stranger must not choose how weak the proof is, nor how long it takes.
        uint iterations = AesDerivation.DefaultIterations;
        if (entry.Parameters is { } parameters)
            iterations = parameters.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(parameters) : 0;
        if (iterations is < AesDerivation.DefaultIterations or > MaximumIterations)
            return new Refusal(Catalogue.Kerberos.StringToKeyUnsafe, $"{iterations} iterations");
        return KerberosKey.FromPassword((EncryptionType)entry.Type, password, entry.Salt ?? realm + string.Concat(client.Components), (int)iterations);
    }

    private Result<HeldTicket> Verify((byte[] Encoded, uint Nonce) answer, string realm, PrincipalName client, KerberosKey key)
    {
        if (!KdcReplyVerification.Open(answer.Encoded, MessageType.AsRep, key, KeyUsage.AsRepEncryptedPart).TryGet(out var opened, out var refusal))
            return refusal;
        var (reply, part) = opened;

        // An enterprise name is a question: the reply has the account's name. Nobody else could have made a reply that the password opens.
        var named = client.Type == PrincipalNameType.Enterprise ? reply.Client : client;
        return KdcReplyVerification.FindFault(reply, part, named, realm, PrincipalName.TicketGranting(realm), realm, answer.Nonce, time.GetUtcNow()) is { } fault
            ? fault
            : HeldTicket.From(reply, part);
    }
}
