using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;

namespace Keyway.Kerberos.KeyLists;

/// <summary>
/// A TGS-REQ by which a partial TGT becomes a full one, with a wish for the user's NT hash ([MS-KILE] 3.3.5.7.8), as one sees it who answers in a domain
/// controller's place. It is recognised by what stands in clear, and proven by <see cref="Prove"/>.
/// </summary>
public sealed class KeyListRequest
{
    // Everything that would make another ticket of it: forwarded, proxy, delegation, user to user, renew, validate (RFC 4120 5.4.1, [MS-SFU] 2.2.3).
    private const uint OtherJourneys = 0x2000_0000 | 0x0800_0000 | 0x0002_0000 | 0x0000_0008 | 0x0000_0002 | 0x0000_0001;

    // An unkeyed MD5 is what older clients of Active Directory write; the authenticator around it is encrypted.
    private const int PlainMd5 = 7;

    // PA-FOR-USER and PA-S4U-X509-USER ([MS-SFU] 2.2.1, 2.2.2).
    private static readonly PaDataType[] ForOthers = [(PaDataType)129, (PaDataType)130, PaDataType.Fast];

    private readonly KdcRequest _request;
    private readonly ApReq _proof;

    private KeyListRequest(KdcRequest request, ApReq proof, uint keyVersion)
    {
        _request = request;
        _proof = proof;
        TicketKeyVersion = (int)(keyVersion & ushort.MaxValue);
    }

    /// <summary>The version of the Kerberos server's key that the ticket claims to be under, 0 to 65535.</summary>
    public int TicketKeyVersion { get; }

    /// <summary>What tells this authenticator from any other: SHA-256 of its ciphertext, 32 bytes.</summary>
    public byte[] AuthenticatorDigest => SHA256.HashData(_proof.Authenticator.Cipher);

    /// <summary>
    /// The request, when it is an exchange with a key list that asks for the NT hash, with a ticket of this Kerberos server, and nothing else; null for all others,
    /// which are a domain controller's own business: services, renewal, delegation, requests inside FAST, tickets of another branch or of none, lists without RC4.
    /// </summary>
    /// <param name="message">A whole message, without a length before it.</param>
    /// <param name="realm">The domain's realm.</param>
    /// <param name="branchId">The number of the Kerberos server.</param>
    public static KeyListRequest? Recognise(ReadOnlyMemory<byte> message, string realm, int branchId)
    {
        if (message.Length == 0 || message.Span[0] != (0x60 | (int)MessageType.TgsReq) || !KdcRequest.Parse(message).TryGet(out var request, out _))
            return null;
        var body = request.Body;
        if (((uint)body.Options & OtherJourneys) != 0 || !IsTicketGranting(body.Server, body.Realm, realm)
            || request.PreAuthentication.Any(data => ForOthers.Contains(data.Type))
            || Only(request, PaDataType.TgsReq) is not { } proofData || Only(request, PaDataType.KeyListRequest) is not { } wish
            || !KeyList.ParseRequest(wish.Value).TryGet(out var types, out _) || !types.Contains((int)EncryptionType.Rc4Hmac)
            || !ApReq.Parse(proofData.Value).TryGet(out var proof, out _))
            return null;

        var ticket = proof.Ticket;
        return IsTicketGranting(ticket.Server, ticket.Realm, realm) && ticket.EncryptedPart is { Type: (int)EncryptionType.Aes256CtsHmacSha1, KeyVersion: { } version } && version >> 16 == (uint)branchId
            ? new KeyListRequest(request, proof, version)
            : null;
    }

    /// <summary>Opens ticket and authenticator and checks them as strictly as a domain controller; <c>KW3707</c> for what does not hold.</summary>
    /// <param name="ticketKey">The Kerberos server's key of <see cref="TicketKeyVersion"/>.</param>
    /// <param name="realm">The domain's realm.</param>
    /// <param name="now">By the companion's clock.</param>
    public Result<ProvenKeyListRequest> Prove(KerberosKey ticketKey, string realm, DateTimeOffset now)
    {
        if (!ticketKey.Decrypt(KeyUsage.Ticket, _proof.Ticket.EncryptedPart.Cipher).TryGet(out var clear, out _))
            return Unproven("the ticket is under another key");
        var opened = EncTicketPart.Parse(clear);
        CryptographicOperations.ZeroMemory(clear);
        if (!opened.TryGet(out var ticket, out _))
            return Unproven("the ticket's form");
        using var sessionKey = ticket.SessionKey;

        if (FindFault(ticket, realm, now) is { } fault)
            return Unproven(fault);
        if (!RequestorOf(ticket, ticketKey).TryGet(out var requestor, out var refusal))
            return refusal;

        if (_proof.Authenticator.Type != (int)sessionKey.Type || !sessionKey.Decrypt(KeyUsage.TgsReqAuthenticator, _proof.Authenticator.Cipher).TryGet(out clear, out _))
            return Unproven("the authenticator is not under the ticket's session key");
        var read = Authenticator.Parse(clear);
        CryptographicOperations.ZeroMemory(clear);
        if (!read.TryGet(out var authenticator, out _))
            return Unproven("the authenticator's form");
        if (FindFault(authenticator, ticket, sessionKey, now) is { } untrue)
        {
            authenticator.Subkey?.Dispose();
            return Unproven(untrue);
        }

        var (replyKey, usage) = authenticator.Subkey is { } subkey ? (subkey, KeyUsage.TgsRepBySubkey) : (new KerberosKey(sessionKey.Type, sessionKey.Value), KeyUsage.TgsRepBySessionKey);
        return new ProvenKeyListRequest(ticket.Client, realm, requestor, _request.Body.Nonce, replyKey, usage);
    }

    private static PaData? Only(KdcRequest request, PaDataType type) =>
        request.PreAuthentication.Where(data => data.Type == type).ToList() is [var only] ? only : null;

    private static bool IsTicketGranting(PrincipalName? name, string ofRealm, string realm) =>
        ofRealm.Equals(realm, StringComparison.OrdinalIgnoreCase) && name is not null && name.EqualsIgnoringCase(PrincipalName.TicketGranting(realm));

    private static string? FindFault(EncTicketPart ticket, string realm, DateTimeOffset now)
    {
        var skew = KdcReplyVerification.Skew;
        return ticket.Flags.HasFlag(TicketFlags.Invalid) ? "the ticket is marked invalid"
            : (ticket.StartTime ?? ticket.AuthTime) > now + skew ? "the ticket is not valid yet"
            : ticket.EndTime < now - skew ? "the ticket expired"
            : !ticket.ClientRealm.Equals(realm, StringComparison.OrdinalIgnoreCase) ? "the client is of another realm"
            : ticket.Client.Components.Count != 1 ? "the client's name"
            : null;
    }

    private string? FindFault(Authenticator authenticator, EncTicketPart ticket, KerberosKey sessionKey, DateTimeOffset now) =>
        !authenticator.Client.Equals(ticket.Client) || !authenticator.ClientRealm.Equals(ticket.ClientRealm, StringComparison.Ordinal) ? "the authenticator names another client"
        : (authenticator.Time - now).Duration() > KdcReplyVerification.Skew ? $"the clocks are apart: the client's says {authenticator.Time:u}"
        : !Covers(authenticator, sessionKey) ? "the authenticator does not cover the request"
        : null;

    private bool Covers(Authenticator authenticator, KerberosKey sessionKey)
    {
        if (authenticator.Checksum is not { } checksum)
            return false;
        var body = _request.EncodedBody.Span;
        if (authenticator.ChecksumType == (int)sessionKey.ChecksumType)
            return sessionKey.VerifyChecksum(KeyUsage.TgsReqBodyChecksum, body, checksum);
#pragma warning disable CA5351 // The protocol's choice; the keyed encryption around it is what protects it.
        return authenticator.ChecksumType == PlainMd5 && CryptographicOperations.FixedTimeEquals(MD5.HashData(body), checksum);
#pragma warning restore CA5351
    }

    // Who asked for the ticket ([MS-PAC] 2.15): the domain controller compares it with the client's name, so that name and SID are one account.
    private static Result<SecurityIdentifier> RequestorOf(EncTicketPart ticket, KerberosKey ticketKey)
    {
        if (!AuthorizationDataElement.FindPac(ticket.AuthorizationData).TryGet(out var encoded, out _)
            || !PrivilegeAttributeCertificate.Parse(encoded).TryGet(out var pac, out _)
            || !pac.Verify(ticketKey, ticketKey).Succeeded)
            return Unproven("the PAC is missing, malformed or of another key");
        return pac.Buffer(PacBufferType.Requestor).TryGet(out var value, out _) && SecurityIdentifier.Parse(value).TryGet(out var sid, out _) && sid.IsDomainAccount
            ? sid
            : Unproven("the PAC names no requestor");
    }

    private static Refusal Unproven(string what) => new(Catalogue.KeyList.TicketUnproven, what);
}
