using System.Net;

namespace Keyway.ActiveDirectory.Locator;

/// <summary>What a domain controller must be, and where to look.</summary>
public sealed record LocatorOptions
{
    public static LocatorOptions Default { get; } = new();

    /// <summary>The name server to ask, or null for those of <c>/etc/resolv.conf</c>.</summary>
    public IPEndPoint? DnsServer { get; init; }

    /// <summary>The site we are in; null leaves it to what the domain controllers say.</summary>
    public string? Site { get; init; }

    /// <summary>Only those that take changes; a read-only domain controller is never chosen.</summary>
    public bool RequireWritable { get; init; } = true;

    /// <summary>Only those that run a KDC.</summary>
    public bool RequireKdc { get; init; }

    /// <summary>Only those that answer key list requests. A Samba DC never says so.</summary>
    public bool RequireKeyList { get; init; }

    /// <summary>
    /// Ask these instead of DNS: each a host name, an address, or <c>name=address</c> where the name does not resolve.
    /// They are pinged all the same, and keep their order among equals.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>How long one DNS server or one domain controller may take to answer.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The UDP port of the netlogon ping.</summary>
    public int PingPort { get; init; } = 389;
}
