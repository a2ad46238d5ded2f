namespace Keyway.ActiveDirectory.Reading;

/// <summary>Who belongs to which group, through groups in groups and primary groups, among the users and groups that it was given. Cycles are harmless.</summary>
public sealed class NestedMembership
{
    private readonly Dictionary<Guid, HashSet<Guid>> _groupsOfUser = [];
    private readonly Dictionary<Guid, List<Guid>> _usersOfGroup = [];

    private NestedMembership()
    {
    }

    /// <summary>Members outside of the two lists, such as computers and accounts of other domains, do not count.</summary>
    public static NestedMembership Of(IEnumerable<DirectoryUser> users, IEnumerable<DirectoryGroup> groups)
    {
        var groupList = groups.ToList();
        var containing = ContainingGroups(groupList);
        var byRelativeId = groupList.Where(group => group.Sid.IsDomainAccount).ToLookup(group => (group.Sid.Parent, group.Sid.RelativeIdentifier));
        var membership = new NestedMembership();
        foreach (var group in groupList)
            membership._usersOfGroup[group.ObjectGuid] = [];
        foreach (var user in users)
        {
            var direct = containing[user.Dn].Concat(byRelativeId[(user.Sid.Parent, user.PrimaryGroupId)]);
            var reached = membership._groupsOfUser[user.ObjectGuid] = Reach(direct, containing);
            foreach (var group in reached)
                membership._usersOfGroup[group].Add(user.ObjectGuid);
        }

        return membership;
    }

    /// <summary>Object GUIDs of the users in the group, directly or not; none for a group that was not given.</summary>
    public IReadOnlyList<Guid> UsersOf(DirectoryGroup group) => _usersOfGroup.TryGetValue(group.ObjectGuid, out var users) ? users : [];

    /// <summary>Object GUIDs of the groups that the user is in, directly or not; none for a user who was not given.</summary>
    public IReadOnlyList<Guid> GroupsOf(DirectoryUser user) => _groupsOfUser.TryGetValue(user.ObjectGuid, out var groups) ? [.. groups] : [];

    private static ILookup<string, DirectoryGroup> ContainingGroups(IEnumerable<DirectoryGroup> groups) =>
        groups.SelectMany(group => group.Members.Select(member => (Member: member, Group: group)))
            .ToLookup(pair => pair.Member, pair => pair.Group, StringComparer.OrdinalIgnoreCase);

    // Breadth first, each group once: a group in itself ends there.
    private static HashSet<Guid> Reach(IEnumerable<DirectoryGroup> direct, ILookup<string, DirectoryGroup> containing)
    {
        var reached = new HashSet<Guid>();
        var waiting = new Queue<DirectoryGroup>(direct);
        while (waiting.TryDequeue(out var group))
        {
            if (!reached.Add(group.ObjectGuid))
                continue;
            foreach (var outer in containing[group.Dn])
                waiting.Enqueue(outer);
        }

        return reached;
    }
}
