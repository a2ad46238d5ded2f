using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos;

/// <summary>A ticket together with what only its holder knows about it; one entry of a credential cache. All times are UTC, whole seconds.</summary>
/// <param name="Client">Whom the ticket names.</param>
/// <param name="ClientRealm">The client's realm, such as <c>CONTOSO.CORP.COM</c>.</param>
/// <param name="Server">The service that can open the ticket; <c>krbtgt/REALM</c> for a TGT.</param>
/// <param name="ServerRealm">The service's realm.</param>
/// <param name="Ticket">The ticket, opaque to the holder.</param>
/// <param name="SessionKey">The key shared with the service.</param>
/// <param name="Flags">What the ticket may be used for.</param>
/// <param name="AuthTime">When the user proved who he is.</param>
/// <param name="StartTime">From when the ticket is valid.</param>
/// <param name="EndTime">Until when the ticket is valid.</param>
/// <param name="RenewTill">Until when it could be renewed; null when it cannot.</param>
public sealed record HeldTicket(
    PrincipalName Client,
    string ClientRealm,
    PrincipalName Server,
    string ServerRealm,
    Ticket Ticket,
    KerberosKey SessionKey,
    TicketFlags Flags,
    DateTimeOffset AuthTime,
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    DateTimeOffset? RenewTill) : IDisposable
{
    /// <summary>True when the KDC said under the reply's protection that it speaks FAST: from then on an answer without FAST is a forgery. False when nobody asked, too.</summary>
    public bool FastOffered { get; init; }

    /// <summary>True for a ticket that can get others: <c>krbtgt/REALM</c> of its own realm.</summary>
    public bool IsTicketGranting => Server.EqualsIgnoringCase(PrincipalName.TicketGranting(ServerRealm));

    /// <summary>Zeroes the session key.</summary>
    public void Dispose() => SessionKey.Dispose();

    /// <summary>Names and times only.</summary>
    public override string ToString() => $"{Server}@{ServerRealm} for {Client}@{ClientRealm} until {EndTime:u}";

    /// <summary>Takes from a KDC's reply what its holder keeps. The grammar leaves the start out when it is the time of authentication.</summary>
    internal static HeldTicket From(KdcReply reply, EncKdcReplyPart part) => new(
        reply.Client,
        reply.ClientRealm,
        part.Server,
        part.ServerRealm,
        reply.Ticket,
        part.SessionKey,
        part.Flags,
        part.AuthTime,
        part.StartTime ?? part.AuthTime,
        part.EndTime,
        part.RenewTill)
    {
        FastOffered = part.OffersFast,
    };
}
