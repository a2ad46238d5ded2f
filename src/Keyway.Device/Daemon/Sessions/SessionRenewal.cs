using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.SignIns;
using Keyway.Device.IdentityServer;
using Keyway.Device.Policies;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Daemon.Sessions;

/// <summary>Renews one person's session: a new primary refresh token, kept before anything else is done, and then the tickets.</summary>
internal sealed class SessionRenewal(DeviceFolder folder, DaemonSettings settings, KeptSessions sessions, SessionHandOver handOver, DaemonLog log, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether a domain controller of the person's domain is in sight.</summary>
    public async Task<bool> SeesDomainAsync(KeptSession session, CancellationToken cancellationToken) =>
        session.Realm is { } realm && (await ExchangeFor(person: null).LocateAsync(realm, cancellationToken)).Succeeded;

    /// <summary>Renews it.</summary>
    /// <returns>The session as it is kept now; on premises it may be without a ticket.</returns>
    public async Task<Result<KeptSession>> RunAsync(JoinedState joined, LocalAccount account, KeptSession session, CancellationToken cancellationToken)
    {
        if (!ServerAddress.Parse(joined.Device.Server).TryGet(out var address, out var refusal) || !ServerTrust.FromPem(joined.Device.TrustedAuthorities).TryGet(out var trust, out refusal))
            return refusal;
        var trace = Guid.NewGuid();
        var report = new JourneyReport(screen: null);
        using var server = new IdentityServerClient(address, trust, trace, Patience);
        var renewed = await new RenewalJourney(joined, server, report, time).RunAsync(session.Token, session.ObjectId, cancellationToken);
        if (!renewed.TryGet(out var issued, out refusal))
        {
            log.TellSteps(trace, report);
            return refusal;
        }

        var next = KeptSession.Of(joined.Device.DeviceId, issued, ticketExpires: null);
        if (!sessions.Renew(account, session.Token, next).TryGet(out _, out refusal))
            return refusal;

        var onPremises = await new OnPremisesSession(ExchangeFor(account.Domain?.Account), report).OpenAsync(issued, handOver.PlaceAtRenewal(account), cancellationToken);
        log.TellSteps(trace, report);
        new DeviceState(folder).Remember(joined.Device.DeviceId, issued, onPremises);
        if (!onPremises.TryGet(out var opened, out refusal))
        {
            log.Tell($"{account}: without access on premises: {refusal}");
            return next;
        }

        var whole = next with { TicketExpires = opened.TicketExpires };
        return sessions.Renew(account, next.Token, whole).TryGet(out _, out refusal) ? whole : refusal;
    }

    private DomainExchange ExchangeFor(string? person) => new(settings.ForTickets(DevicePolicy.Of(settings, new PolicyFiles(folder), person).KeyList), time);
}
