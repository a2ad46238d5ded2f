namespace Keyway.Kerberos.Pac;

/// <summary>FILETIME: 100 ns since 1601-01-01 UTC ([MS-DTYP] 2.3.3).</summary>
public static class FileTime
{
    /// <summary>How the protocols write "never".</summary>
    public const long Never = long.MaxValue;

    /// <summary>The FILETIME of a moment; zero before 1601.</summary>
    public static long From(DateTimeOffset time) => Math.Max(0, time.UtcTicks - EpochTicks);

    /// <summary>The moment of a FILETIME; null for zero, for "never", and for what no calendar has.</summary>
    public static DateTimeOffset? ToMoment(long time) =>
        time <= 0 || time > DateTimeOffset.MaxValue.UtcTicks - EpochTicks ? null : new DateTimeOffset(time + EpochTicks, TimeSpan.Zero);

    private const long EpochTicks = 504_911_232_000_000_000;
}
