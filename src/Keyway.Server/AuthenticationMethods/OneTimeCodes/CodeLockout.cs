namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary>
/// How a person stands after wrong codes: three are free, then the wait doubles from 2 seconds to an hour, and after a hundred in a row codes are shut
/// (NIST SP 800-63B 5.2.2). Only who has the right password gets here, so that no stranger can shut a person out; and who guesses for years would
/// hit one of a million codes otherwise.
/// </summary>
internal sealed record CodeLockout(int Failures, DateTimeOffset BlockedUntil)
{
    public const int MostFailures = 100;

    private const int FreeFailures = 3;
    private const int MostDoublings = 12;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static CodeLockout None { get; } = new(0, DateTimeOffset.UnixEpoch);

    public bool IsShut => Failures >= MostFailures;

    public bool IsBlocked(DateTimeOffset now) => now < BlockedUntil;

    /// <summary>The state after one more wrong code.</summary>
    public CodeLockout AfterFailure(DateTimeOffset now)
    {
        var failures = Math.Min(Failures + 1, MostFailures);
        var doublings = Math.Min(failures - FreeFailures, MostDoublings);
        if (doublings <= 0)
            return new CodeLockout(failures, BlockedUntil);
        var wait = TimeSpan.FromSeconds(1 << doublings);
        return new CodeLockout(failures, now + (wait < LongestWait ? wait : LongestWait));
    }
}
