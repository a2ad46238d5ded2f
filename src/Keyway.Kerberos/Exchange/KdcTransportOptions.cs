namespace Keyway.Kerberos.Exchange;

/// <summary>How requests travel to a key distribution center.</summary>
public sealed record KdcTransportOptions
{
    /// <summary>The largest request in bytes that is tried over UDP first; zero for TCP only (<c>udp_preference_limit</c> of krb5.conf).</summary>
    public int UdpPreferenceLimit { get; init; } = 1400;

    /// <summary>How long one UDP answer is awaited before TCP is tried.</summary>
    public TimeSpan UdpTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one TCP connection may take to open.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long one answer over TCP may take.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the list of KDCs is gone through again when none answered.</summary>
    public int Retries { get; init; } = 1;
}
