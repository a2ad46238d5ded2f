using System.Net.NetworkInformation;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.SignIns;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.Sessions;

/// <summary>
/// Keeps signed-in people signed in: their sessions and tickets are renewed every four hours, and fetched when the network or a domain controller comes back.
/// Somebody who has left, or whom the server refuses, is signed out.
/// </summary>
internal sealed class SessionKeeper(
    DeviceFolder folder, LocalAccounts accounts, KeptSessions sessions, CachedSignInStore cached, SessionRenewal renewal, UserProcesses processes, SessionHandOver handOver, DaemonLog log, TimeProvider time) : IDaemonWork, IDisposable
{
    /// <summary>As the product that we replace does ([MS-OAPXBC]'s clients).</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromHours(4);

    // All computers of an office are switched on at nine: they come back at different times.
    private const int JitterMinutes = 20;

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    // From the sign-in to the first program of the session, and from one session to the next.
    private static readonly TimeSpan Absence = TimeSpan.FromMinutes(5);

    // A ticket is fetched this long before its end.
    private static readonly TimeSpan TicketReserve = TimeSpan.FromMinutes(30);

    // Neighbours are not known in the first moment after a link came up.
    private static readonly TimeSpan LinkUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(15);

    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Dictionary<uint, (int Failures, DateTimeOffset Next)> _attempts = [];
    private readonly Dictionary<uint, DateTimeOffset> _seen = [];
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private volatile bool _networkChanged;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        NetworkChange.NetworkAddressChanged += OnNetworkChanged;
        try
        {
            while (true)
            {
                await LookAfterAllAsync(cancellationToken);
                await _wake.WaitAsync(Look, cancellationToken);
                if (!_networkChanged)
                    continue;
                _networkChanged = false;
                _attempts.Clear();
                await Task.Delay(LinkUp, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            NetworkChange.NetworkAddressChanged -= OnNetworkChanged;
        }
    }

    public void Dispose() => _wake.Dispose();

    private void OnNetworkChanged(object? sender, EventArgs change)
    {
        _networkChanged = true;
        if (_wake.CurrentCount == 0)
            _wake.Release();
    }

    private async Task LookAfterAllAsync(CancellationToken cancellationToken)
    {
        IReadOnlySet<uint>? present = null;
        foreach (var account in accounts.All)
        {
            if (sessions.Find(account) is not { } session)
            {
                handOver.TidyUp(account);
                continue;
            }

            present ??= processes.Users();
            try
            {
                await LookAfterAsync(account, session, present.Contains(account.UserId), cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One person's trouble is nobody else's, and never the daemon's end.
                log.Tell($"{account}: {failure.GetType().Name}");
                Postpone(account);
            }
        }
    }

    private async Task LookAfterAsync(LocalAccount account, KeptSession session, bool present, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (present)
            _seen[account.UserId] = now;
        else if (now - Latest(session.IssuedOn, _seen.GetValueOrDefault(account.UserId, _started)) > Absence)
        {
            SignOut(account, session, "has left");
            return;
        }

        if (!present || _attempts.GetValueOrDefault(account.UserId).Next > now)
            return;
        var due = now >= session.IssuedOn + RenewAfter + TimeSpan.FromMinutes(account.UserId % JitterMinutes);
        var withoutTicket = session.Realm is not null && (session.TicketExpires is not { } until || until - TicketReserve < now);
        if (!due && !withoutTicket)
            return;

        // The server need not be asked for a ticket that nobody would take.
        if (!due && !await renewal.SeesDomainAsync(session, cancellationToken))
        {
            Postpone(account);
            return;
        }

        await RenewAsync(account, session, cancellationToken);
    }

    private async Task RenewAsync(LocalAccount account, KeptSession session, CancellationToken cancellationToken)
    {
        if (!new DeviceState(folder).ReadJoined().TryGet(out var joined, out var refusal))
        {
            Postpone(account);
            return;
        }

        using (joined)
        {
            if (session.DeviceId != joined.Device.DeviceId)
            {
                SignOut(account, session, "was signed in before this computer joined anew");
                return;
            }

            if (session.Expires <= time.GetUtcNow())
            {
                SignOut(account, session, "was not renewed in time");
                return;
            }

            var renewed = await renewal.RunAsync(joined, account, session, cancellationToken);
            if (renewed.TryGet(out var next, out refusal))
            {
                log.Tell($"{account}: renewed{(next.TicketExpires is { } until ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", ticket until {until.UtcDateTime:HH:mm}Z") : "")}");
                if (next is { Realm: not null, TicketExpires: null })
                    Postpone(account);
                else
                    _attempts.Remove(account.UserId);
                return;
            }

            log.Tell($"{account}: not renewed: {refusal}");
            if (ServerVerdict.EndsSession(refusal))
                End(joined, account, session, refusal);
            else
                Postpone(account);
        }
    }

    private void End(JoinedState joined, LocalAccount account, KeptSession session, Refusal refusal)
    {
        if (ServerVerdict.EndsAccess(refusal))
        {
            foreach (var credential in account.Credentials)
                cached.Forget(joined, credential);
        }

        SignOut(account, session, $"must sign in again ({refusal.Code})");
    }

    private void SignOut(LocalAccount account, KeptSession session, string why)
    {
        if (!sessions.Forget(account, session.Token).TryGet(out _, out var refusal))
        {
            if (refusal.Error != Catalogue.Daemon.SignedInMeanwhile)
                log.Tell(refusal.ToString());
            return;
        }

        if (handOver.TakeBack(account) is { } left)
            log.Tell(left.ToString());
        _attempts.Remove(account.UserId);
        _seen.Remove(account.UserId);
        log.Tell($"{account} {why}: session and tickets are gone");
    }

    private void Postpone(LocalAccount account)
    {
        var failures = _attempts.GetValueOrDefault(account.UserId).Failures + 1;
        var wait = TimeSpan.FromMinutes(Math.Min(LongestBackoff.TotalMinutes, Math.Pow(2, Math.Min(failures, 10) - 1)));
        _attempts[account.UserId] = (failures, time.GetUtcNow() + wait);
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
