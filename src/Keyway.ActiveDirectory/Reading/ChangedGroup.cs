namespace Keyway.ActiveDirectory.Reading;

/// <summary>A security group that is new or changed, and how its direct members changed. Accounts whose primary group it is are never among them.</summary>
/// <param name="Group">The group as it is now; its list of members is empty here.</param>
/// <param name="AllMembers">True when <paramref name="Added"/> names all members there are: whoever is not named is none. One group may come several times; only its first part says so.</param>
/// <param name="Added">Members that came, or all of them. Adding one that is there already changes nothing.</param>
/// <param name="Removed">Members that went; empty when all are named. Removing one that is not there changes nothing.</param>
public sealed record ChangedGroup(DirectoryGroup Group, bool AllMembers, IReadOnlyList<DirectoryReference> Added, IReadOnlyList<DirectoryReference> Removed);
