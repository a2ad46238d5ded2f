namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary>How a name stands after wrong passes: three are free, then the wait doubles from 2 seconds to 5 minutes. It never closes for good, so that a stranger cannot shut a person out.</summary>
internal sealed record PassLockout(int Failures, DateTimeOffset BlockedUntil)
{
    private const int FreeFailures = 3;
    private const int MostDoublings = 8;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public static PassLockout None { get; } = new(0, DateTimeOffset.UnixEpoch);

    public bool IsBlocked(DateTimeOffset now) => now < BlockedUntil;

    /// <summary>The state after one more wrong pass.</summary>
    public PassLockout AfterFailure(DateTimeOffset now)
    {
        var failures = Math.Min(Failures + 1, FreeFailures + MostDoublings + 1);
        var doublings = failures - FreeFailures;
        if (doublings <= 0)
            return new PassLockout(failures, BlockedUntil);
        var wait = TimeSpan.FromSeconds(1 << doublings);
        return new PassLockout(failures, now + (wait < LongestWait ? wait : LongestWait));
    }
}
