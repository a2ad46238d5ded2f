using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Security;

/// <summary>The SIDs with which an account comes to the directory: its own, those of its groups, and what everyone gets who signs in over the network.</summary>
internal sealed class AccessToken
{
    private static readonly SecurityIdentifier Everyone = Known("S-1-1-0");
    private static readonly SecurityIdentifier Network = Known("S-1-5-2");
    private static readonly SecurityIdentifier AuthenticatedUsers = Known("S-1-5-11");
    private static readonly SecurityIdentifier ThisOrganization = Known("S-1-5-15");

    private readonly HashSet<SecurityIdentifier> _identifiers;

    public AccessToken(IEnumerable<SecurityIdentifier> accountAndGroups) => _identifiers = [.. accountAndGroups, .. WellKnown];

    /// <summary>What every token has.</summary>
    public static IReadOnlyList<SecurityIdentifier> WellKnown { get; } = [Everyone, Network, AuthenticatedUsers, ThisOrganization];

    public bool Contains(SecurityIdentifier identifier) => _identifiers.Contains(identifier);

    private static SecurityIdentifier Known(string text) => SecurityIdentifier.Parse(text).Value;
}
