namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What an inspection of a Kerberos server found in the directory.</summary>
public sealed record KerberosServerFindings
{
    /// <summary>The object with its faults, or null when computer or krbtgt account is missing.</summary>
    public required KerberosServerDescription? Server { get; init; }

    /// <summary>Where each object that is not there would be made, as a distinguished name; the computer, the krbtgt account and the service connection point. A domain controller may refuse the settings objects: their absence is a fault of <see cref="Server"/>.</summary>
    public required IReadOnlyList<string> MissingObjects { get; init; }

    /// <summary>Distinguished names of objects that should not be there: replication conflicts (<c>CNF:</c>), a second krbtgt account with the same number, a second computer of the name or linked to the same krbtgt account.</summary>
    public required IReadOnlyList<string> Duplicates { get; init; }

    /// <summary>Distinguished names of the accounts in the allow list, however deeply nested, that are in a privileged group or protected (adminCount 1). They get no ticket all the same.</summary>
    public required IReadOnlyList<string> PrivilegedMembers { get; init; }

    /// <summary>Domain, domain controller and krbtgt account may use AES256 keys.</summary>
    public required bool AesAllowed { get; init; }

    /// <summary>What keeps AES256 out, for people; null when it is allowed.</summary>
    public string? AesRefusedBy { get; init; }
}
