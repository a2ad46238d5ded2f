using Keyway.ActiveDirectory.Reading;

namespace Keyway.Connect.Synchronization;

/// <summary>A page of changes with its objects as the server shall hold them.</summary>
/// <param name="Objects">Each anchor once: the last word counts.</param>
/// <param name="Changes">As they were read: members, what is gone, cookie.</param>
internal sealed record PreparedPage(IReadOnlyCollection<SyncObject> Objects, DirectoryChangePage Changes);
