using Keyway.Connect.Terminal;

namespace Keyway.Connect.Synchronization;

/// <summary>The fewest changes that make the server hold what the domain says, in an order in which each can be made.</summary>
/// <param name="Changes">Deletions, users, groups.</param>
/// <param name="KnownIds">Anchor to SCIM id of the objects that stay.</param>
internal sealed record SyncPlan(IReadOnlyList<SyncChange> Changes, int UnchangedUsers, int UnchangedGroups, IReadOnlyDictionary<Guid, string> KnownIds)
{
    public static SyncPlan Between(DirectoryState directory, ServerState server)
    {
        // Deletions first: a name that one person leaves may be another's already.
        var deletions = new List<SyncChange>(server.Unanchored);
        deletions.AddRange(server.Groups.Where(held => !directory.Groups.ContainsKey(held.Key)).Select(held => SyncChange.DeleteGroup(held.Value)));
        deletions.AddRange(server.Users.Where(held => !directory.Users.ContainsKey(held.Key)).Select(held => SyncChange.DeleteUser(held.Value)));
        var leaving = deletions.Select(deletion => deletion.ServerId!).ToHashSet(StringComparer.Ordinal);

        var updates = new List<SyncChange>();
        var creations = new List<SyncChange>();
        foreach (var (anchor, desired) in directory.Users)
        {
            if (!server.Users.TryGetValue(anchor, out var held))
                creations.Add(SyncChange.CreateUser(anchor, desired));
            else if (!Sameness.Of(desired, held))
                updates.Add(SyncChange.UpdateUser(anchor, held.Id!, desired));
        }

        var groupUpdates = new List<SyncChange>();
        var newGroups = new List<DesiredGroup>();
        foreach (var (anchor, desired) in directory.Groups)
        {
            if (!server.Groups.TryGetValue(anchor, out var held))
                newGroups.Add(desired);
            else if (!Sameness.Of(desired, held, server.Anchors, leaving))
                groupUpdates.Add(SyncChange.UpdateGroup(held.Id!, desired));
        }

        return new SyncPlan(
            [.. deletions, .. updates, .. creations, .. CreationOrder.Of(newGroups), .. groupUpdates],
            directory.Users.Count - updates.Count - creations.Count,
            directory.Groups.Count - groupUpdates.Count - newGroups.Count,
            server.Anchors.Where(known => !leaving.Contains(known.Key)).ToDictionary(known => known.Value, known => known.Key));
    }

    public int Count(SyncAction action, bool isGroup) => Changes.Count(change => change.Action == action && change.IsGroup == isGroup);

    /// <summary>The numbers in one line.</summary>
    public string Summary
    {
        get
        {
            if (Changes.Count == 0)
                return "nothing to change";
            return string.Join("; ", new[] { Of(SyncAction.Create, "create"), Of(SyncAction.Update, "update"), Of(SyncAction.Delete, "delete") }.OfType<string>());

            string? Of(SyncAction action, string verb)
            {
                var (users, groups) = (Count(action, false), Count(action, true));
                var parts = new[] { users == 0 ? null : Counted.Of(users, "user"), groups == 0 ? null : Counted.Of(groups, "group") }.OfType<string>();
                return users + groups == 0 ? null : $"{verb} {string.Join(" and ", parts)}";
            }
        }
    }
}
