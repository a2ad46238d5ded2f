namespace Keyway.Kerberos.Messages;

/// <summary>Times as Kerberos writes them.</summary>
internal static class KerberosClock
{
    /// <summary>Cuts off what KerberosTime cannot say: fractions of a second.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    /// <summary>The fraction that stands beside a KerberosTime, 0 to 999999.</summary>
    public static int Microseconds(DateTimeOffset time) => (int)(time.UtcTicks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);

    /// <summary>Puts both together; a time so late that no fraction fits stays as it is.</summary>
    public static DateTimeOffset WithMicroseconds(DateTimeOffset time, int microseconds) =>
        time.UtcTicks > DateTimeOffset.MaxValue.UtcTicks - TimeSpan.TicksPerSecond ? time : time.AddMicroseconds(microseconds);
}
