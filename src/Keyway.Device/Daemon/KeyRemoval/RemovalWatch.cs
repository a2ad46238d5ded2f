using Keyway.Device.Daemon.People;
using Keyway.Device.Policies;
using Keyway.Errors;

namespace Keyway.Device.Daemon.KeyRemoval;

/// <summary>Locks the sessions of somebody who pulls out the key by which they signed in, when policy wants that.</summary>
/// <param name="locked">Hears whose sessions were locked.</param>
/// <remarks>The keys are looked at once a second: one readlink a person, and nothing that could be missed while the daemon is not running.</remarks>
internal sealed class RemovalWatch(KeysInUse keys, LocalAccounts accounts, SessionLock sessions, Func<LocalAccount, DevicePolicy> policy, Action<LocalAccount> locked, Action<string> log, TimeProvider time) : IDaemonWork
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    // A key may be gone before the session of its sign-in is there: the login is slow, or it was only laid on the reader.
    private static readonly TimeSpan BeforeSession = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookForSession = TimeSpan.FromSeconds(2);

    private readonly Dictionary<uint, DateTimeOffset> _next = [];
    private readonly Dictionary<uint, (KeyInUse? Key, DateTimeOffset Since)> _withoutSession = [];

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(cancellationToken);
                await Task.Delay(Look, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The daemon ends.
        }
    }

    /// <summary>Looks once at the key of everybody.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var account in accounts.All)
        {
            if (!keys.Find(account, out var key) || key is { IsRemoved: true } or { IsThere: true } || _next.GetValueOrDefault(account.UserId) > time.GetUtcNow())
                continue;
            try
            {
                await RemovedAsync(account, key, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One person's trouble keeps nobody else's screen open.
                log($"{account}: {failure.GetType().Name}");
                _next[account.UserId] = time.GetUtcNow() + AfterFailure;
            }
        }
    }

    private async Task RemovedAsync(LocalAccount account, KeyInUse? key, CancellationToken cancellationToken)
    {
        // While a policy file is refused nobody knows what it said; a locked screen does the least harm.
        var holds = policy(account);
        var locks = holds.LockOnRemoval || holds.Refusals.Count > 0;
        if (locks)
        {
            if (!(await sessions.RunAsync(account, cancellationToken)).TryGet(out var any, out var refusal))
            {
                Postpone(account, refusal);
                return;
            }

            locked(account);
            if (!any && IsAwaited(account, key))
                return;
            log($"{account}: the security key was removed, {(any ? "sessions are locked" : "no session was open")}");
        }

        // Only now: a daemon that is killed before locks when it is back.
        _next.Remove(account.UserId);
        _withoutSession.Remove(account.UserId);
        if (!(locks ? keys.MarkRemoved(account, key) : keys.Forget(account, key)).TryGet(out _, out var kept))
            Postpone(account, kept);
    }

    /// <summary>Whether the session of the sign-in may still come.</summary>
    private bool IsAwaited(LocalAccount account, KeyInUse? key)
    {
        var now = time.GetUtcNow();
        if (!_withoutSession.TryGetValue(account.UserId, out var awaited) || awaited.Key != key)
            _withoutSession[account.UserId] = awaited = (key, now);
        _next[account.UserId] = now + LookForSession;
        return now - awaited.Since < BeforeSession;
    }

    private void Postpone(LocalAccount account, Refusal refusal)
    {
        log(refusal.ToString());
        _next[account.UserId] = time.GetUtcNow() + AfterFailure;
    }
}
