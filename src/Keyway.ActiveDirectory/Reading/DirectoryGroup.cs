using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>A group.</summary>
public sealed record DirectoryGroup
{
    /// <summary>What stays the same when everything else is renamed.</summary>
    public required Guid ObjectGuid { get; init; }

    public required SecurityIdentifier Sid { get; init; }

    /// <summary>Distinguished name.</summary>
    public required string Dn { get; init; }

    public required string SamAccountName { get; init; }

    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    /// <summary>False for a distribution list, which grants nothing.</summary>
    public required bool IsSecurityGroup { get; init; }
}
