using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;

namespace Keyway.Kerberos.KeyLists;

/// <summary>A key list request whose ticket and authenticator hold. Dispose of it to zero the reply's key.</summary>
public sealed class ProvenKeyListRequest : IDisposable
{
    private readonly string _realm;
    private readonly uint _nonce;
    private readonly KerberosKey _replyKey;
    private readonly KeyUsage _usage;

    internal ProvenKeyListRequest(PrincipalName client, string realm, SecurityIdentifier requestor, uint nonce, KerberosKey replyKey, KeyUsage usage)
    {
        Client = client;
        _realm = realm;
        Requestor = requestor;
        _nonce = nonce;
        _replyKey = replyKey;
        _usage = usage;
    }

    /// <summary>Whom the ticket names.</summary>
    public PrincipalName Client { get; }

    /// <summary>The account's SID in the ticket's PAC.</summary>
    public SecurityIdentifier Requestor { get; }

    /// <summary>
    /// Opens the domain controller's reply; <c>KW3709</c> when it is an error, or not a full TGT of the domain's own key for the same client and the same request.
    /// </summary>
    public Result<OpenedReply> Open(ReadOnlyMemory<byte> reply)
    {
        if (KrbError.Looks(reply.Span))
            return Unfit(KrbError.Parse(reply).TryGet(out var error, out _) ? $"KRB-ERROR {error.Code}" : "a malformed KRB-ERROR");
        if (!KdcReply.Parse(reply).TryGet(out var parsed, out _) || parsed.Type != MessageType.TgsRep)
            return Unfit("it is no TGS-REP");

        // A ticket under a branch's key would be another partial one.
        if (parsed.Ticket.EncryptedPart.KeyVersion is > ushort.MaxValue)
            return Unfit("the ticket is no full one");
        if (parsed.EncryptedPart.Type != (int)_replyKey.Type || !_replyKey.Decrypt(_usage, parsed.EncryptedPart.Cipher).TryGet(out var clear, out _))
            return Unfit("it does not open by the request's key");
        if (!EncKdcReplyPart.Parse(clear).TryGet(out var part, out _))
        {
            CryptographicOperations.ZeroMemory(clear);
            return Unfit("the form of its protected part");
        }

        part.SessionKey.Dispose();
        var server = PrincipalName.TicketGranting(_realm);
        var fault = part.Nonce != _nonce ? "nonce"
            : !part.Server.EqualsIgnoringCase(server) || !parsed.Ticket.Server.EqualsIgnoringCase(server) ? "service"
            : !IsOurs(part.ServerRealm) || !IsOurs(parsed.Ticket.Realm) || !IsOurs(parsed.ClientRealm) ? "realm"
            : !parsed.Client.EqualsIgnoringCase(Client) ? "client"
            : part.Flags.HasFlag(TicketFlags.Invalid) ? "flags"
            : part.EncryptedPreAuthentication.Any(data => data.Type == PaDataType.KeyListReply) ? "there is a key list already"
            : null;
        if (fault is null)
            return new OpenedReply(reply, clear, _replyKey, _usage);
        CryptographicOperations.ZeroMemory(clear);
        return Unfit(fault);
    }

    public void Dispose() => _replyKey.Dispose();

    public override string ToString() => $"{nameof(ProvenKeyListRequest)} of {Requestor}";

    private bool IsOurs(string realm) => realm.Equals(_realm, StringComparison.OrdinalIgnoreCase);

    private static Refusal Unfit(string what) => new(Catalogue.KeyList.ReplyUnfit, what);
}
