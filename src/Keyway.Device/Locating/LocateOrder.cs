using System.Net;

namespace Keyway.Device.Locating;

/// <summary>Which domain controller somebody looks for.</summary>
/// <param name="Domain">DNS name.</param>
internal sealed record LocateOrder(string Domain)
{
    /// <summary>Only one that runs a KDC.</summary>
    public bool Kdc { get; init; }

    /// <summary>Only one that answers key list requests; a Samba DC never says so.</summary>
    public bool KeyList { get; init; }

    /// <summary>Only one that takes changes; without it a read-only one may be named where there is no other.</summary>
    public bool Writable { get; init; }

    /// <summary>Only the primary domain controller.</summary>
    public bool Primary { get; init; }

    /// <summary>Only a global catalog.</summary>
    public bool GlobalCatalog { get; init; }

    /// <summary>Only a time server.</summary>
    public bool TimeService { get; init; }

    public string? Site { get; init; }

    public IPEndPoint? NameServer { get; init; }

    /// <summary>Ask these instead of DNS, each a host name or <c>name=address</c>.</summary>
    public IReadOnlyList<string> DomainControllers { get; init; } = [];
}
