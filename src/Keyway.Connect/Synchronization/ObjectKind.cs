namespace Keyway.Connect.Synchronization;

/// <summary>What is synced. The numbers stand in the local state.</summary>
internal enum ObjectKind
{
    /// <summary>Only named as a member.</summary>
    Unknown = 0,
    User = 1,
    Group = 2,

    /// <summary>A computer of the domain.</summary>
    Device = 3,

    /// <summary>A member of a synced group that is not of this domain: the server's alone.</summary>
    Foreign = 4,
}
