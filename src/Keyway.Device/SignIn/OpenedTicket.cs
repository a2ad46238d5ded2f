using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Contracts.SignIn;
using Keyway.Device.IdentityServer;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.PartialTickets;

namespace Keyway.Device.SignIn;

/// <summary>The partial TGT in a server's reply (<c>tgt_ad</c>): opened by the client key that came sealed beside it, and compared with what was announced.</summary>
internal static partial class OpenedTicket
{
    private const int Aes256 = (int)EncryptionType.Aes256CtsHmacSha1;
    private const int LargestMessage = 64 * 1024;

    /// <summary>Opens the ticket.</summary>
    /// <param name="tgtAd">The JSON text of an <see cref="OnPremisesTicket"/>, or null when the server sent none.</param>
    /// <param name="sessionKey">32 bytes: the session key of the primary refresh token.</param>
    public static Result<HeldTicket> Open(string? tgtAd, ReadOnlySpan<byte> sessionKey)
    {
        if (tgtAd is null)
            return Catalogue.Device.TicketNotOffered;
        if (!ContractsJson.TryRead(Encoding.UTF8.GetBytes(tgtAd), ContractsJson.Default.OnPremisesTicket, out var offer))
            return new Refusal(Catalogue.Device.TicketMalformed, "its description");
        if (offer.KeyType == 0)
            return Refused(offer.Error);
        if (offer is not { KeyType: Aes256, ClientKey: { } clientKeyJwe, MessageBuffer: { } buffer, Realm: { } realm, ClientName: { } clientName, ServiceName: { } serviceName })
            return new Refusal(Catalogue.Device.TicketMalformed, $"key type {offer.KeyType}, or a member is missing");
        if (!DnsName().IsMatch(realm))
            return new Refusal(Catalogue.Device.TicketMalformed, "the realm is not the name of a domain");

        var asRep = new byte[Math.Min(buffer.Length, LargestMessage)];
        if (!Convert.TryFromBase64String(buffer, asRep, out var length))
            return new Refusal(Catalogue.Device.TicketMalformed, "its message");
        if (!SessionKeyEnvelope.Open(sessionKey, clientKeyJwe).TryGet(out var clientKey, out var refusal))
            return new Refusal(Catalogue.Device.TicketMalformed, "client key: " + refusal.Code);
        if (clientKey.Length != 32)
            return new Refusal(Catalogue.Device.TicketMalformed, "the client key's length");
        var opened = PartialTicket.Open(asRep.AsMemory(0, length), clientKey);
        CryptographicOperations.ZeroMemory(clientKey);
        if (!opened.TryGet(out var ticket, out refusal))
            return new Refusal(Catalogue.Device.TicketMalformed, refusal.ToString());

        var expectedService = PrincipalName.TicketGranting(realm);
        if (ticket.ClientRealm == realm && ticket.ServerRealm == realm && ticket.Ticket.Realm == realm
            && ticket.Client.ToString() == clientName
            && ticket.Server.Equals(expectedService) && ticket.Ticket.Server.Equals(expectedService) && serviceName == expectedService.ToString())
        {
            return ticket;
        }

        ticket.Dispose();
        return new Refusal(Catalogue.Device.TicketOfAnother, $"{ticket.Client}@{ticket.ClientRealm} for {ticket.Server}@{ticket.ServerRealm}");
    }

    /// <summary>The server's reason why a person gets no ticket: <c>KWnnnn cause</c>.</summary>
    private static Refusal Refused(string? error)
    {
        var text = error ?? string.Empty;
        return ServerRefusal.Of(text.Split(' ', 2)[0], text, null, Catalogue.Device.TicketRefused);
    }

    [GeneratedRegex(@"\A(?=.{1,255}\z)[A-Z0-9_](?:[A-Z0-9_-]{0,62})(?:\.[A-Z0-9_](?:[A-Z0-9_-]{0,62}))*\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsName();
}
