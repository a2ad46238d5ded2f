namespace Keyway.Connect.Synchronization;

/// <summary>What is done to an object at the server.</summary>
internal enum SyncAction
{
    Create,
    Update,
    Delete,

    /// <summary>Members of a group come and go.</summary>
    Members,
}
