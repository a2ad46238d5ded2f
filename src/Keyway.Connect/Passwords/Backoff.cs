using System.Security.Cryptography;

namespace Keyway.Connect.Passwords;

/// <summary>How long to wait after failures in a row: from a second to a minute, each with a part by chance, so that agents do not come back together.</summary>
internal static class Backoff
{
    private const int Longest = 60;

    /// <param name="failures">In a row, from 1.</param>
    public static TimeSpan After(int failures)
    {
        var seconds = Math.Min(Longest, Math.Pow(2, Math.Min(failures, 10) - 1));
        return TimeSpan.FromSeconds(seconds * (0.5 + (RandomNumberGenerator.GetInt32(1001) / 2000.0)));
    }
}
