using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Kerberos.Tests.Exchange;

/// <summary>
/// The exchange of a partial TGT as [MS-KILE] 3.3.5.7.8 lets a domain controller do it, with the key list that Samba does not have. It opens
/// and verifies what it gets as strictly as the real one.
/// </summary>
internal sealed class WritableDomainController(KerberosServerKey key, DateTimeOffset now)
{
    public static readonly byte[] NtHash = Convert.FromHexString("0123456789abcdeffedcba9876543210");

    public bool AnswersKeyLists { get; init; } = true;

    /// <summary>Comes before the key list in the reply when given.</summary>
    public PaData? Other { get; init; }

    /// <summary>The last word before the reply is protected.</summary>
    public Func<EncKdcReplyPart, EncKdcReplyPart> Twist { get; init; } = part => part;

    public byte[]? Answer(byte[] encoded)
    {
        var request = KdcRequest.Parse(encoded).Value;
        var proof = ApReq.Parse(request.PreAuthentication.Single(data => data.Type == PaDataType.TgsReq).Value).Value;
        Assert.Equal(key.TicketKeyVersion, proof.Ticket.EncryptedPart.KeyVersion);
        var ticket = EncTicketPart.Parse(key.Key.Decrypt(KeyUsage.Ticket, proof.Ticket.EncryptedPart.Cipher).Value).Value;
        var pac = PrivilegeAttributeCertificate.Parse(AuthorizationDataElement.FindPac(ticket.AuthorizationData).Value).Value;
        Assert.True(pac.Verify(key.Key, key.Key).Succeeded);

        var authenticator = Authenticator.Parse(ticket.SessionKey.Decrypt(KeyUsage.TgsReqAuthenticator, proof.Authenticator.Cipher).Value).Value;
        Assert.Equal((int)ticket.SessionKey.ChecksumType, authenticator.ChecksumType);
        Assert.True(ticket.SessionKey.VerifyChecksum(KeyUsage.TgsReqBodyChecksum, request.EncodedBody.Span, authenticator.Checksum));
        Assert.Equal(ticket.Client, authenticator.Client);

        var more = new List<PaData>();
        if (Other is not null)
            more.Add(Other);
        if (AnswersKeyLists && request.PreAuthentication.Any(data => data.Type == PaDataType.KeyListRequest))
            more.Add(KeyList.Reply(new KerberosKey(EncryptionType.Aes256CtsHmacSha1, new byte[32]), new KerberosKey(EncryptionType.Rc4Hmac, NtHash)));

        var realm = request.Body.Realm;
        using var domainKey = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        var full = new Ticket(realm, request.Body.Server!, new EncryptedData(18, 1, domainKey.Encrypt(KeyUsage.Ticket, "opaque to the client"u8)));
        var part = Twist(new EncKdcReplyPart(
            MessageType.TgsRep, KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1), now, request.Body.Nonce, null, TicketFlags.Forwardable, now, now,
            now.AddHours(10), null, realm, request.Body.Server!, more)).Encode();
        var cipher = authenticator.Subkey is { } subkey
            ? subkey.Encrypt(KeyUsage.TgsRepBySubkey, part)
            : ticket.SessionKey.Encrypt(KeyUsage.TgsRepBySessionKey, part);
        return new KdcReply(MessageType.TgsRep, [], realm, ticket.Client, full, new EncryptedData(18, null, cipher)).Encode();
    }
}
