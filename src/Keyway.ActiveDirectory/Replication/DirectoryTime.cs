using System.Globalization;

namespace Keyway.ActiveDirectory.Replication;

/// <summary>The directory counts time from 1601-01-01 UTC ([MS-DTYP] 2.3.3).</summary>
internal static class DirectoryTime
{
    private static readonly DateTimeOffset Start = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whole seconds, as replication metadata has them (DSTIME); null beyond what a date can be.</summary>
    public static DateTimeOffset? FromSeconds(ulong seconds) =>
        seconds <= (ulong)(DateTimeOffset.MaxValue - Start).TotalSeconds - 1 ? Start.AddSeconds(seconds) : null;

    /// <summary>Units of 100 ns, as accountExpires and pwdLastSet have them; null for zero, "never" and beyond what a date can be.</summary>
    public static DateTimeOffset? FromFileTime(long ticks) =>
        ticks > 0 && ticks <= (DateTimeOffset.MaxValue - Start).Ticks ? Start.AddTicks(ticks) : null;

    /// <summary>A generalized time of seconds in UTC, <c>20261122124934.0Z</c> ([MS-ADTS] 3.1.1.3.2.17); null for anything else.</summary>
    public static DateTimeOffset? FromGeneralized(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyyMMddHHmmss'.0Z'", "yyyyMMddHHmmss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
