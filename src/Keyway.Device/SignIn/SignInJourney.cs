using System.Globalization;
using Keyway.Contracts.SignIn;
using Keyway.Device.Gestures;
using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;

namespace Keyway.Device.SignIn;

/// <summary>
/// The main job: a touch becomes a signed-in person. Nonce, Gesture, PRT request (the server verifies and issues), Issue (we check what it
/// issued), Exchange, Open the session.
/// </summary>
internal sealed class SignInJourney(
    JoinedState joined,
    DeviceState state,
    IdentityServerClient server,
    NonceGesture gesture,
    DomainExchange exchange,
    JourneyReport report,
    TimeProvider time)
{
    /// <summary>Goes the whole way. A refusal means that nobody was signed in.</summary>
    public async Task<Result<SignInOutcome>> RunAsync(SignInOrder order, CancellationToken cancellationToken)
    {
        var device = joined.Device;
        var now = time.GetUtcNow();
        if (now < joined.Certificate.NotBefore.ToUniversalTime() || now > joined.Certificate.NotAfter.ToUniversalTime())
            return Catalogue.Device.CertificateNotValidNow;

        if (!(await report.StepAsync("Nonce", () => server.GetNonceAsync(device.TenantId.ToString(), cancellationToken), _ => $"from {server.Address}"))
            .TryGet(out var nonce, out var refusal))
            return refusal;

        if (!report.Step("Gesture", () => gesture.Sign(nonce, device.RelyingPartyId, device.Origin, order.User, cancellationToken), signed => signed.AccountName ?? "signed")
            .TryGet(out var signed, out refusal))
            return refusal;

        if (!(await report.StepAsync("PRT request", () => RequestAsync(nonce, signed.Assertion, cancellationToken), _ => "verified by the server"))
            .TryGet(out var reply, out refusal))
            return refusal;

        var userToCompare = signed.AccountName is null ? order.User : null;
        if (!report.Step("Issue", () => IssuedToken.Open(reply, device.TenantId, joined.Keys.TransportKey, userToCompare, time.GetUtcNow()), Say)
            .TryGet(out var issued, out refusal))
            return refusal;

        if (!order.PlaceOf(issued).TryGet(out var place, out refusal))
        {
            if (issued.PartialTicket.TryGet(out var unused, out _))
                unused.Dispose();
            return refusal;
        }

        var session = await GoOnPremisesAsync(issued, place, cancellationToken);
        return new SignInOutcome(issued, signed, session, Remember(issued, session));
    }

    private Task<Result<PrtResponse>> RequestAsync(string nonce, SecurityKeyAssertion assertion, CancellationToken cancellationToken) =>
        server.RequestPrtAsync(joined.Device.TenantId, PrtRequest.Sign(joined, nonce, assertion), cancellationToken);

    private async Task<Result<OpenedSession>> GoOnPremisesAsync(IssuedToken issued, SessionPlace place, CancellationToken cancellationToken)
    {
        if (!issued.PartialTicket.TryGet(out var partial, out var refusal))
            return refusal;
        using (partial)
        {
            if (!(await report.StepAsync("Exchange", () => exchange.RunAsync(partial, cancellationToken), Say)).TryGet(out var exchanged, out refusal))
                return refusal;
            using (exchanged)
                return report.Step("Open the session", () => Open(exchanged, place), session => session.Cache.ToString());
        }
    }

    private static Result<OpenedSession> Open(ExchangedTicket exchanged, SessionPlace place)
    {
        var ticket = exchanged.Full.Ticket;
        return CredentialCacheFile.Write(place.Cache.Path, new CredentialCache(ticket.Client, ticket.ClientRealm, [ticket]), place.Owner).TryGet(out _, out var refusal)
            ? new OpenedSession($"{ticket.Client}@{ticket.ClientRealm}", ticket.EndTime, place.Cache, exchanged.Full.NtHash is not null)
            : new Refusal(Catalogue.Device.CacheNotWritten, refusal.ToString());
    }

    private Refusal? Remember(IssuedToken issued, Result<OpenedSession> session)
    {
        var last = new LastSignIn(joined.Device.DeviceId, issued.User, issued.At, issued.Expires);
        last = session.TryGet(out var opened, out var refusal)
            ? last with { Principal = opened.Principal, TicketExpires = opened.TicketExpires, CredentialCache = opened.Cache.ToString() }
            : last with { OnPremisesError = refusal.Code };
        return state.Write(last).TryGet(out _, out var unwritten) ? null : unwritten;
    }

    private static string Say(IssuedToken issued) => issued.User + (issued.PartialTicket.TryGet(out var ticket, out var refusal)
        ? $", partial TGT of {ticket.ClientRealm}"
        : $", no on-premises ticket: {refusal.Code}");

    private static string Say(ExchangedTicket exchanged) => string.Create(
        CultureInfo.InvariantCulture,
        $"full TGT until {exchanged.Full.Ticket.EndTime:yyyy-MM-dd HH:mm}Z from {exchanged.Controller.HostName}, NTLM: {(exchanged.Full.NtHash is null ? "none" : "available")}");
}
