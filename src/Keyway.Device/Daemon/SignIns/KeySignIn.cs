using System.Security.Cryptography;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.Daemon.Passwords;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Relay;
using Keyway.Device.Daemon.Sessions;
using Keyway.Device.Gestures;
using Keyway.Device.IdentityServer;
using Keyway.Device.Policies;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.Daemon.SignIns;

/// <summary>The sign-in's own journey over the identity server, for somebody who stands before this computer, and what is kept of it.</summary>
internal sealed class KeySignIn(
    DeviceFolder folder, DaemonSettings settings, LocalAccounts accounts, DomainUsers domainUsers, KeptSessions sessions, CachedSignInStore cache, PolicyPeople people, SessionHandOver handOver,
    DaemonLog log, TimeProvider time)
{
    /// <summary>What is set for somebody. Read at each use: what changes holds from the next gesture on.</summary>
    /// <param name="domainAccount">SAM account name; null where it is not known, or there is none.</param>
    public DevicePolicy PolicyFor(string? domainAccount) => DevicePolicy.Of(settings, new PolicyFiles(folder), domainAccount);

    /// <summary>Null where keys are offered.</summary>
    public Refusal? Offered(string? domainAccount)
    {
        var policy = PolicyFor(domainAccount);
        return policy.SecurityKeySignIn ? null : new Refusal(Catalogue.Policies.SignInOff, policy.FromWhat(PolicyName.SecurityKeySignIn).Where);
    }

    /// <summary>Goes the whole way. A refusal means that nobody was signed in.</summary>
    /// <param name="expired">Learns whose password has expired.</param>
    /// <param name="changed">What was changed because of it; null in the first attempt.</param>
    public async Task<Result<LocalAccount>> RunAsync(
        WantedPerson wanted, JoinedState joined, KeyInHand key, RelayConversation conversation, ExpiredPassword expired, ChangedPassword? changed, CancellationToken cancellationToken)
    {
        if (!ServerAddress.Parse(joined.Device.Server).TryGet(out var address, out var refusal)
            || !ServerTrust.FromPem(joined.Device.TrustedAuthorities).TryGet(out var trust, out refusal))
            return refusal;
        var state = new DeviceState(folder);
        KeyAssertion? chosen = null;
        var gesture = new NonceGesture(key, conversation)
        {
            Salt = PolicyFor(wanted.DomainAccount).OfflineDays > 0 && cache.Salt().TryGet(out var salt, out _) ? salt : (ReadOnlyMemory<byte>?)null,
            Choose = assertions =>
            {
                var choice = wanted.Choose(assertions, names => conversation.Choose("Which account?", [.. names.Select(Shown.Line)]));
                chosen = choice.Succeeded ? choice.Value : null;
                return choice;
            },
        };
        var trace = Guid.NewGuid();
        using var server = new IdentityServerClient(address, trust, trace);
        var report = new JourneyReport(screen: null);
        var journey = new SignInJourney(
            joined, state, server, gesture, new DomainExchange(settings.ForTickets(PolicyFor(wanted.DomainAccount).KeyList), time), report, time);
        LocalAccount? welcome = null;
        var signedIn = await journey.RunAsync(new SignInOrder(User: null, PlaceOf, changed), cancellationToken);
        log.TellSteps(trace, report);
        try
        {
            if (!signedIn.TryGet(out var outcome, out refusal))
            {
                if (refusal.Error == Catalogue.Accounts.PasswordExpired)
                    expired.AtServer(chosen?.UserName ?? wanted.Account?.UserPrincipalName, joined.Device.Domain?.Domain);

                // The server has spoken against this person, key or computer: the key does not open the computer behind its back either.
                if (chosen is not null && ServerVerdict.EndsAccess(refusal))
                    cache.Forget(joined, System.Buffers.Text.Base64Url.EncodeToString(chosen.CredentialId.Span));
                return refusal;
            }

            Keep(joined, welcome!, outcome);
            if (!outcome.OnPremises.TryGet(out _, out var onPremises) && onPremises.Error == Catalogue.Kdc.KeyExpired)
                expired.InDomain(outcome.Issued.OnPremises);
            else if (onPremises is not null)
                conversation.Say($"Without access on premises: {onPremises.Error.Cause} ({onPremises.Code})");
            return welcome!;
        }
        finally
        {
            if (chosen?.HmacSecret is { } secret)
                CryptographicOperations.ZeroMemory(secret);
        }

        Result<SessionPlace> PlaceOf(IssuedToken issued)
        {
            if (!wanted.Is(issued))
                return new Refusal(Catalogue.Daemon.SomebodyElse, issued.User);

            // Who named nobody is known only now.
            if (joined.Device.Domain is not null && Offered(issued.OnPremises?.Account) is { } off)
                return off;
            if (!Welcome(issued, chosen!, wanted, joined).TryGet(out welcome, out var notWelcome))
                return notWelcome;
            return handOver.PlaceOf(welcome);
        }
    }

    /// <summary>The user of somebody whom the server signed in: one that the computer's name service has, or at a computer without a domain one of ours.</summary>
    private Result<LocalAccount> Welcome(IssuedToken issued, KeyAssertion chosen, WantedPerson wanted, JoinedState joined)
    {
        if (joined.Device.Domain is not { } computer)
            return accounts.Welcome(issued, chosen.CredentialId.Span);
        if (!domainUsers.Of(issued, computer).TryGet(out var mapped, out var refusal)
            || !domainUsers.IsMeant(wanted.Name, mapped.Entry.Name, mapped.Entry.UserId, mapped.User, issued.User).TryGet(out var meant, out refusal))
            return refusal;
        if (!meant)
            return new Refusal(Catalogue.Daemon.SomebodyElse, $"{issued.User} is {mapped.Entry.Name}");
        foreach (var former in accounts.All.Where(account => account.UserId != mapped.Entry.UserId && (account.ObjectId == issued.ObjectId || account.Name == mapped.Entry.Name)))
            LeaveNumber(former);
        return accounts.Welcome(issued, chosen.CredentialId.Span, mapped);
    }

    /// <summary>The number that somebody had here until now may become another user's, who must not find their session. Nobody looks under it again once they are known by the new one.</summary>
    private void LeaveNumber(LocalAccount former)
    {
        if (sessions.Find(former) is not { } session)
            return;
        if (handOver.TakeBack(former) is { } left)
            log.Tell(left.ToString());
        if (!sessions.Forget(former, session.Token).TryGet(out _, out var refusal))
            log.Tell(refusal.ToString());
    }

    /// <summary>What the next restart and the next unlock need; without it the person is signed in all the same.</summary>
    private void Keep(JoinedState joined, LocalAccount account, SignInOutcome outcome)
    {
        var session = KeptSession.Of(joined.Device.DeviceId, outcome.Issued, outcome.OnPremises.TryGet(out var opened, out _) ? opened.TicketExpires : null);
        if (account.Domain is { } user)
            people.Note(user.Account);
        if (!sessions.Write(account, session).TryGet(out _, out var refusal))
            log.Tell(refusal.ToString());
        if (!new OfflineUnlock(joined, accounts, cache, PolicyFor(account.Domain?.Account).Offline, time).Remember(outcome).TryGet(out _, out refusal))
            log.Tell(refusal.ToString());
    }
}
