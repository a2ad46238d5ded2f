using System.Net;

namespace Keyway.Device.SignIn;

/// <summary>How to find the domain of a ticket.</summary>
/// <param name="NameServer">The name server to ask; null for those of the system.</param>
/// <param name="DomainControllers">Ask these instead of DNS, each a host name or <c>name=address</c>; empty for DNS.</param>
/// <param name="KeyList">Whether the domain controller is asked for the NTLM secret too.</param>
internal sealed record DomainSearch(IPEndPoint? NameServer, IReadOnlyList<string> DomainControllers, bool KeyList)
{
    /// <summary>Who is asked for tickets before the others while the NTLM secret is wanted: a companion KDC, which answers nothing else.</summary>
    public IReadOnlyList<string> KeyListControllers { get; init; } = [];
}
