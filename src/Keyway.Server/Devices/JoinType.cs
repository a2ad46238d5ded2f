namespace Keyway.Server.Devices;

/// <summary>How a computer joined, in the numbers of the protocol.</summary>
internal enum JoinType
{
    /// <summary>A person joined it.</summary>
    Cloud = 0,

    /// <summary>It belongs to a domain and proved that by the key of a synced certificate.</summary>
    Hybrid = 6,
}
