using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.SignIn;
using Keyway.Kerberos.Pac;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Device.Tests.SignIn;

/// <summary>A reply made of the same parts that the server makes it of: session key, client key and minted ticket are real, and open.</summary>
internal sealed class ServerSide : IDisposable
{
    public const string Realm = "CONTOSO.CORP.COM";
    public static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public RSA TransportKey { get; } = RSA.Create(2048);

    public byte[] SessionKey { get; } = RandomNumberGenerator.GetBytes(32);

    public Guid TenantId { get; } = Guid.NewGuid();

    public static Guid ObjectId { get; } = new("5a0b8f0e-94c1-4f5c-9a43-0f1a6c1f7b52");

    public void Dispose() => TransportKey.Dispose();

    /// <summary>A good reply for alice.</summary>
    public PrtResponse Reply() => new(
        "Bearer", "1209599", "0", "0", "0.opaque", 1209599, IdToken(TenantId, "alice@contoso.corp.com"),
        Base64Url.EncodeToString("{}"u8), TenantId.ToString(), SessionKeyJwe.Wrap(SessionKey, TransportKey), Text(Ticket()));

    /// <summary>The on-premises ticket of the good reply.</summary>
    public OnPremisesTicket Ticket(string clientName = "alice", string? asRep = null)
    {
        var clientKey = RandomNumberGenerator.GetBytes(32);
        using var serverKey = new KerberosServerKey(17530, 1, RandomNumberGenerator.GetBytes(32));
        var request = new PartialTicketRequest("contoso.corp.com", "CONTOSO", clientName, "Alice", "alice@contoso.corp.com", SecurityIdentifier.Parse("S-1-5-21-1-2-3-1105").Value);
        using var minted = new PartialTicketMinter(TimeProvider.System).Mint(serverKey, request, clientKey).Value;
        return new OnPremisesTicket(SessionKeyEnvelope.Seal(SessionKey, clientKey), 18, null, asRep ?? Convert.ToBase64String(minted.AsRep), Realm, "krbtgt/" + Realm, clientName, 0, 1);
    }

    public static string Text(OnPremisesTicket ticket) => JsonSerializer.Serialize(ticket, ContractsJson.Default.OnPremisesTicket);

    public static string IdToken(Guid tenant, string user) =>
        CompactJws.Unsigned(Encoding.UTF8.GetBytes($$"""{"oid":"{{ObjectId}}","tid":"{{tenant}}","preferred_username":"{{user}}","name":"Alice"}"""));
}
