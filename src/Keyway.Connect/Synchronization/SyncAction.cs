namespace Keyway.Connect.Synchronization;

/// <summary>What a change does to one object at the server.</summary>
internal enum SyncAction
{
    Create,
    Update,
    Delete,

    /// <summary>Gives a new group the members that could not be named when it was created, because groups contain each other.</summary>
    Link,
}
