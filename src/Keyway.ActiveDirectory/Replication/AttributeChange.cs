namespace Keyway.ActiveDirectory.Replication;

/// <summary>The last originating change of one attribute, as replication keeps it with the object ([MS-DRSR] 4.1.10.2.9).</summary>
internal sealed record AttributeChange
{
    /// <summary>How often it changed.</summary>
    public required long Version { get; init; }

    /// <summary>UTC, to the second.</summary>
    public required DateTimeOffset ChangedOn { get; init; }

    /// <summary>The database of the domain controller on which it changed.</summary>
    public required Guid InvocationId { get; init; }

    /// <summary>The update sequence number that the change had there: the same on every domain controller.</summary>
    public required long OriginatingUsn { get; init; }

    /// <summary>Distinguished name of that domain controller's NTDS Settings, when the directory resolved it.</summary>
    public string? OriginatingDsaDn { get; init; }
}
