using Keyway.ActiveDirectory.Ldap;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>The objects of one Kerberos server that exist, whole or not.</summary>
internal sealed record KerberosServerParts(KerberosServerNames Names)
{
    public LdapEntry? Computer { get; init; }

    /// <summary>The krbtgt account.</summary>
    public LdapEntry? User { get; init; }

    public LdapEntry? ConnectionPoint { get; init; }

    public IReadOnlyList<RevealGroup> Allow { get; init; } = [];

    public IReadOnlyList<RevealGroup> Deny { get; init; } = [];

    public bool IsEmpty => Computer is null && User is null && ConnectionPoint is null;

    public bool Linked => Computer is not null && User is not null && User.Dn.Equals(Computer.Text(KerberosServerAttributes.Link), StringComparison.OrdinalIgnoreCase);

    /// <summary>Bits of the computer's userAccountControl.</summary>
    public UserAccountControl Control => (UserAccountControl)(Computer?.Integer("userAccountControl") ?? 0);

    public static SecurityIdentifier? SidOf(LdapEntry? entry) =>
        entry?.Bytes("objectSid") is { } bytes && SecurityIdentifier.Parse(bytes).TryGet(out var sid, out _) ? sid : null;
}
