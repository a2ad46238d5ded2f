using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Delegation;

/// <summary>Principals that stand for everybody, or nearly so, whose rights are everybody's rights.</summary>
internal static class WidePrincipals
{
    // Guest; Domain Users, Guests, Computers.
    private static readonly uint[] OfDomain = [501, 513, 514, 515];

    // Users, Guests, Pre-Windows 2000 Compatible Access.
    private static readonly uint[] OfBuiltin = [545, 546, 554];

    /// <summary>Everyone, Network, Interactive, Anonymous, Authenticated Users, This Organization.</summary>
    private static readonly string[] WellKnown = ["S-1-1-0", "S-1-5-2", "S-1-5-4", "S-1-5-7", "S-1-5-11", "S-1-5-15"];

    public static bool Contains(SecurityIdentifier sid) => sid.IsDomainAccount
        ? Array.IndexOf(OfDomain, sid.RelativeIdentifier) >= 0
        : Array.IndexOf(WellKnown, sid.ToString()) >= 0 || (sid is { Authority: 5, SubAuthorities: [32, var builtin] } && Array.IndexOf(OfBuiltin, builtin) >= 0);
}
