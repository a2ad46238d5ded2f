using System.Globalization;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;

namespace Keyway.Device.SignIn;

/// <summary>The way from a partial TGT to a session on premises: the steps <i>Exchange</i> and <i>Open the session</i>, of a sign-in and of a renewal alike.</summary>
internal sealed class OnPremisesSession(DomainExchange exchange, JourneyReport report)
{
    /// <summary>Goes it; the partial ticket is used up.</summary>
    /// <returns>The session, or why there is none.</returns>
    public async Task<Result<OpenedSession>> OpenAsync(IssuedToken issued, SessionPlace place, CancellationToken cancellationToken)
    {
        if (!issued.PartialTicket.TryGet(out var partial, out var refusal))
            return Without(place, refusal);
        using (partial)
        {
            if (!(await report.StepAsync("Exchange", () => exchange.RunAsync(partial, cancellationToken), Say)).TryGet(out var exchanged, out refusal))
                return Without(place, refusal);
            using (exchanged)
                return report.Step("Open the session", () => Open(exchanged, place), session => session.Cache);
        }
    }

    private static Refusal Without(SessionPlace place, Refusal refusal)
    {
        // Out of reach is no word of anybody's; any other refusal is the server's or the domain's, and a ticket ends by itself while the secret does not.
        if (ExitCode.Of(refusal) != ExitCode.Unreachable)
            place.HandOver?.Invoke(null);
        return refusal;
    }

    private static Result<OpenedSession> Open(ExchangedTicket exchanged, SessionPlace place)
    {
        var ticket = exchanged.Full.Ticket;
        if (!place.Tickets.Write(new CredentialCache(ticket.Client, ticket.ClientRealm, [ticket])).TryGet(out _, out var refusal))
            return new Refusal(Catalogue.Device.CacheNotWritten, refusal.ToString());
        place.HandOver?.Invoke(exchanged);
        return new OpenedSession($"{ticket.Client}@{ticket.ClientRealm}", ticket.EndTime, place.Tickets.Name, exchanged.Full.NtHash is not null);
    }

    private static string Say(ExchangedTicket exchanged) => string.Create(
        CultureInfo.InvariantCulture,
        $"full TGT until {exchanged.Full.Ticket.EndTime:yyyy-MM-dd HH:mm}Z from {exchanged.Controller.HostName}, NTLM: {(exchanged.Full.NtHash is null ? "none" : "available")}");
}
