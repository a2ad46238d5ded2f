using System.Net;

namespace Keyway.ActiveDirectory.Locator;

/// <summary>A host that may be a domain controller.</summary>
/// <param name="Host">Its DNS name, or null when only an address was given: then it is asked for its name.</param>
/// <param name="Addresses">Where to ping it, in order.</param>
internal sealed record Candidate(string? Host, IReadOnlyList<IPAddress> Addresses)
{
    public override string ToString() => Host ?? string.Join(' ', Addresses);
}
