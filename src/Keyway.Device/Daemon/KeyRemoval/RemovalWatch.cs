using Keyway.Device.Daemon.People;
using Keyway.Device.Policies;

namespace Keyway.Device.Daemon.KeyRemoval;

/// <summary>Locks the sessions of somebody who pulls out the key by which they signed in, when policy wants that.</summary>
/// <param name="locked">Hears whose sessions were locked.</param>
/// <remarks>The keys are looked at once a second: one readlink a person, and nothing that could be missed while the daemon is not running.</remarks>
internal sealed class RemovalWatch(KeysInUse keys, LocalAccounts accounts, SessionLock sessions, Func<LocalAccount, DevicePolicy> policy, Action<LocalAccount> locked, Action<string> log, TimeProvider time) : IDaemonWork
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly Dictionary<uint, DateTimeOffset> _next = [];

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
            if (keys.Find(account, out var key) && key is not { IsThere: true } && _next.GetValueOrDefault(account.UserId) <= time.GetUtcNow())
                await RemovedAsync(account, key, cancellationToken);
        }
    }

    private async Task RemovedAsync(LocalAccount account, KeyInUse? key, CancellationToken cancellationToken)
    {
        // While a policy file is refused nobody knows what it said; a locked screen does the least harm.
        var holds = policy(account);
        if (holds.LockOnRemoval || holds.Refusals.Count > 0)
        {
            if (await sessions.RunAsync(account, cancellationToken) is { } refusal)
            {
                log(refusal.ToString());
                _next[account.UserId] = time.GetUtcNow() + AfterFailure;
                return;
            }

            locked(account);
            log($"{account}: the security key was removed, sessions are locked");
        }

        // Only now: a daemon that is killed before locks when it is back.
        _next.Remove(account.UserId);
        if (!keys.Forget(account, key).TryGet(out _, out var kept))
        {
            log(kept.ToString());
            _next[account.UserId] = time.GetUtcNow() + AfterFailure;
        }
    }
}
