using Keyway.ActiveDirectory.Ldap;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>The objects of one Kerberos server that exist, whole or not, or that a plan says will exist.</summary>
internal sealed record KerberosServerParts(KerberosServerNames Names)
{
    public LdapEntry? Computer { get; init; }

    /// <summary>The krbtgt account.</summary>
    public LdapEntry? User { get; init; }

    public LdapEntry? Container { get; init; }

    public LdapEntry? ConnectionPoint { get; init; }

    /// <summary>The server object in a site of the configuration partition.</summary>
    public LdapEntry? Server { get; init; }

    /// <summary>Its NTDS Settings.</summary>
    public LdapEntry? Settings { get; init; }

    /// <summary>Another domain of the forest has the server object of the plain name.</summary>
    public bool ServerNameTaken { get; init; }

    public IReadOnlyList<RevealGroup> Allow { get; init; } = [];

    public IReadOnlyList<RevealGroup> Deny { get; init; } = [];

    /// <summary>True when these are what a plan expects: values that the domain controller chooses are then not known.</summary>
    public bool IsPlan { get; init; }

    public bool IsEmpty => Computer is null && User is null && ConnectionPoint is null;

    public bool Linked => Computer is not null && User is not null && User.Dn.Equals(Computer.Text(KerberosServerAttributes.Link), StringComparison.OrdinalIgnoreCase);

    /// <summary>The server object names the computer, and there are settings below it.</summary>
    public bool HasSettings => Settings is not null && ServerNamesComputer;

    public bool ServerNamesComputer =>
        Computer is not null && Server is not null && Computer.Dn.Equals(Server.Text(KerberosServerAttributes.ServerReference), StringComparison.OrdinalIgnoreCase);

    /// <summary>Bits of the computer's userAccountControl.</summary>
    public UserAccountControl Control => (UserAccountControl)(Computer?.Integer("userAccountControl") ?? 0);

    public LdapEntry? this[KerberosServerPart part] => part switch
    {
        KerberosServerPart.Computer => Computer,
        KerberosServerPart.User => User,
        KerberosServerPart.Container => Container,
        KerberosServerPart.ConnectionPoint => ConnectionPoint,
        KerberosServerPart.Server => Server,
        _ => Settings,
    };

    public static SecurityIdentifier? SidOf(LdapEntry? entry) =>
        entry?.Bytes("objectSid") is { } bytes && SecurityIdentifier.Parse(bytes).TryGet(out var sid, out _) ? sid : null;

    /// <summary>What a plan expects once the change is made.</summary>
    public KerberosServerParts After(DirectoryChange change)
    {
        var entry = change.After(this[change.Part]);
        var after = this with { IsPlan = true };
        return change.Part switch
        {
            KerberosServerPart.Computer => after with { Computer = entry },
            KerberosServerPart.User => after with { User = entry },
            KerberosServerPart.Container => after with { Container = entry },
            KerberosServerPart.ConnectionPoint => after with { ConnectionPoint = entry },
            KerberosServerPart.Server => after with { Server = entry },
            _ => after with { Settings = entry },
        };
    }
}
