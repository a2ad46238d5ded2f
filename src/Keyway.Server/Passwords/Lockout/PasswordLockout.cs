namespace Keyway.Server.Passwords.Lockout;

/// <summary>
/// How an account stands after wrong passwords from one kind of network. A guess is charged before it goes to the domain, so that neither guesses
/// sent at once nor a server that is killed let more of them through than the threshold allows.
/// </summary>
/// <param name="Failures">Guesses that were not proven right, up to the threshold.</param>
/// <param name="Locks">How often the account was locked since the last right password.</param>
/// <param name="LastOn">When the last guess was charged, UTC.</param>
internal sealed record PasswordLockout(int Failures, int Locks, DateTimeOffset LockedUntil, DateTimeOffset LastOn)
{
    /// <summary>After so long without a wrong password, all are forgotten.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private const int MostLocks = 16;
    private static readonly TimeSpan UsualLongestLock = TimeSpan.FromHours(1);

    public static PasswordLockout None { get; } = new(0, 0, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    public bool IsLocked(DateTimeOffset now) => now < LockedUntil;

    /// <summary>
    /// Whether a guess has to wait. Behind a lock it also has to lie further than <paramref name="duration"/> from the last one of the account's other count:
    /// a domain forgets wrong passwords only when none came for the whole of its observation window, so two counts that took turns would add up there.
    /// </summary>
    /// <param name="other">The account's count for the other kind of network.</param>
    public bool MustWait(PasswordLockout other, TimeSpan duration, DateTimeOffset now) =>
        IsLocked(now) || (Locks > 0 && now - LastOn <= Memory && now - other.LastOn < duration);

    /// <summary>The state while one more guess is on its way. The guess that reaches the threshold locks already; behind each lock one guess is free, and locks for twice as long.</summary>
    public PasswordLockout Charge(int threshold, TimeSpan duration, DateTimeOffset now)
    {
        var before = now - LastOn > Memory ? None : this;
        var failures = Math.Min(before.Failures, threshold - 1) + 1;
        if (failures < threshold)
            return before with { Failures = failures, LastOn = now };
        var longest = Math.Max(duration.TotalSeconds, UsualLongestLock.TotalSeconds);
        var wait = Math.Min(duration.TotalSeconds * Math.Pow(2, before.Locks), longest);
        return new PasswordLockout(failures, Math.Min(before.Locks + 1, MostLocks), now + TimeSpan.FromSeconds(wait), now);
    }

    /// <summary>The state after a guess that never went to the domain.</summary>
    /// <param name="locked">This very guess had locked the account.</param>
    public PasswordLockout Refund(bool locked) => this with
    {
        Failures = Math.Max(0, Failures - 1),
        Locks = locked ? Math.Max(0, Locks - 1) : Locks,
        LockedUntil = locked ? DateTimeOffset.UnixEpoch : LockedUntil,
    };
}
