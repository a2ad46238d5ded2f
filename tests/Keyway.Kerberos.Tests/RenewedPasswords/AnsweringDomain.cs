using Keyway.Kerberos.Messages;
using Keyway.Kerberos.Pac;

namespace Keyway.Kerberos.Tests.RenewedPasswords;

/// <summary>What a domain and a person with a new password make of a question; each part can be made wrong.</summary>
/// <param name="SessionKey">Of the question.</param>
internal sealed record AnsweringDomain(KerberosKey SessionKey, SecurityIdentifier User, DateTimeOffset Now)
{
    public string Realm { get; init; } = "CONTOSO.CORP.COM";

    public string TicketRealm { get; init; } = "CONTOSO.CORP.COM";

    public long LastSet { get; init; } = FileTime.From(Now);

    public long MustChange { get; init; } = FileTime.From(Now.AddDays(42));

    public DateTimeOffset AuthTime { get; init; } = Now;

    public DateTimeOffset End { get; init; } = Now.AddHours(10);

    public DateTimeOffset Clock { get; init; } = Now;

    public TicketFlags Flags { get; init; } = TicketFlags.PreAuthenticated;

    /// <summary>Who signs the PAC; null for the question's key.</summary>
    public KerberosKey? Signer { get; init; }

    /// <summary>By which key the holder proves the ticket; null for the right one.</summary>
    public KerberosKey? HolderKey { get; init; }

    /// <summary>Whom the holder names.</summary>
    public string Holder { get; init; } = "alice";

    public bool WithPac { get; init; } = true;

    /// <summary>DER of an AP-REQ.</summary>
    public byte[] Answer()
    {
        using var key = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        using var domain = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
        var info = new LogonInfo
        {
            EffectiveName = "alice",
            LogonDomainName = "CONTOSO",
            LogonDomainId = User.Parent,
            UserId = User.RelativeIdentifier,
            PasswordLastSet = LastSet,
            PasswordMustChange = MustChange,
        };
        var pac = PrivilegeAttributeCertificate.Build([new PacBuffer(PacBufferType.LogonInfo, info.Encode())], Signer ?? SessionKey, domain, branchId: null);
        var part = new EncTicketPart(
            Flags, key, Realm, PrincipalName.User("alice"), AuthTime, AuthTime, End, null, WithPac ? [AuthorizationDataElement.ForPac(pac)] : []);
        var ticket = new Ticket(TicketRealm, PrincipalName.User("AzureADKerberos$"), new EncryptedData((int)SessionKey.Type, null, SessionKey.Encrypt(KeyUsage.Ticket, part.Encode())));
        var authenticator = new Authenticator(Realm, PrincipalName.User(Holder), null, null, Clock, null);
        return new ApReq(0, ticket, new EncryptedData((int)key.Type, null, (HolderKey ?? key).Encrypt(KeyUsage.ApReqAuthenticator, authenticator.Encode()))).Encode();
    }
}
