namespace Keyway.ActiveDirectory.Replication.Drs;

/// <summary>What is asked beside ordinary replication ([MS-DRSR] 4.1.10.2.22).</summary>
internal enum ExtendedOperation : uint
{
    /// <summary>One object, for who may replicate all secrets of the domain.</summary>
    ReplicateObject = 6,

    /// <summary>The secrets of one object, for a read-only domain controller that may have them.</summary>
    ReplicateSecret = 7,
}
