namespace Keyway.ActiveDirectory.Reading;

/// <summary>As what an object is synced.</summary>
internal enum SyncedKind
{
    /// <summary>Not at all.</summary>
    None,

    User,

    Group,

    Computer,
}
