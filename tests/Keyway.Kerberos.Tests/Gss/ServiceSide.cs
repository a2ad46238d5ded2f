using Keyway.Kerberos.Gss;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Gss;

/// <summary>The service that a ticket is for, as far as a client can tell: it opens the AP-REQ, answers, and checks the last token.</summary>
internal sealed class ServiceSide(KerberosKey sessionKey) : IDisposable
{
    private const uint FirstNumber = 4_000_000_000;

    private Authenticator? _authenticator;

    /// <summary>Null: the client's subkey serves.</summary>
    public KerberosKey? Subkey { get; init; } = KerberosKey.Random(sessionKey.Type);

    /// <summary>What stands in the answer in place of the right part.</summary>
    public Func<EncApRepPart, EncApRepPart> Change { get; init; } = part => part;

    public GssContext? Context { get; private set; }

    public static HeldTicket TicketWith(KerberosKey sessionKey)
    {
        var client = PrincipalName.User("alice");
        var server = PrincipalName.Service("host/dc1.test");
        var now = DateTimeOffset.UnixEpoch;
        return new HeldTicket(client, "TEST", server, "TEST", new Ticket("TEST", server, new EncryptedData(18, 1, new byte[64])), sessionKey, TicketFlags.None, now, now, now.AddHours(1), null);
    }

    public byte[] Answer(byte[] apReq)
    {
        var request = ApReq.Parse(apReq).Value;
        _authenticator = Authenticator.Parse(sessionKey.Decrypt(KeyUsage.ApReqAuthenticator, request.Authenticator.Cipher).Value).Value;
        Context = new GssContext(Subkey ?? _authenticator.Subkey!, Subkey is not null, isInitiator: false, FirstNumber, _authenticator.SequenceNumber!.Value);
        return Proof(Change(new EncApRepPart(_authenticator.Time, Subkey, FirstNumber)));
    }

    public byte[] Proof(EncApRepPart part) =>
        new ApRep(new EncryptedData((int)sessionKey.Type, null, sessionKey.Encrypt(KeyUsage.ApRepEncryptedPart, part.Encode()))).Encode();

    public Authenticator Authenticator => _authenticator!;

    public bool Accepts(ReadOnlyMemory<byte> lastToken) =>
        sessionKey.Decrypt(KeyUsage.ApRepEncryptedPart, ApRep.Parse(lastToken).Value.EncryptedPart.Cipher).TryGet(out var plaintext, out _)
        && EncApRepPart.Parse(plaintext).Value is { Subkey: null, SequenceNumber: FirstNumber } part
        && part.Time == _authenticator!.Time;

    public void Dispose()
    {
        Subkey?.Dispose();
        Context?.Dispose();
    }
}
