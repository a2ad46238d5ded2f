namespace Keyway.Connect.Synchronization;

/// <summary>Puts new groups behind the new groups that are their members, so that each names only what exists when it is written.</summary>
internal static class CreationOrder
{
    /// <summary>
    /// Creations first, then one <see cref="SyncAction.Link"/> for each group whose members could not all be named because groups contain
    /// each other. Not recursive: the depth of nesting is the directory's choice.
    /// </summary>
    public static IReadOnlyList<SyncChange> Of(IReadOnlyList<DesiredGroup> newGroups)
    {
        var waiting = newGroups.ToDictionary(group => group.Anchor);
        var containers = new Dictionary<Guid, List<Guid>>();
        var missing = new Dictionary<Guid, int>();
        foreach (var group in newGroups)
        {
            var newMembers = group.Members.Where(member => waiting.ContainsKey(member.Anchor)).ToList();
            missing[group.Anchor] = newMembers.Count;
            foreach (var member in newMembers)
            {
                if (!containers.TryGetValue(member.Anchor, out var list))
                    containers[member.Anchor] = list = [];
                list.Add(group.Anchor);
            }
        }

        var creations = new List<SyncChange>();
        var ready = new Queue<Guid>(newGroups.Select(group => group.Anchor).Where(anchor => missing[anchor] == 0));
        while (ready.TryDequeue(out var anchor))
        {
            waiting.Remove(anchor, out var group);
            creations.Add(SyncChange.CreateGroup(group!));
            foreach (var container in containers.GetValueOrDefault(anchor) ?? [])
            {
                if (--missing[container] == 0)
                    ready.Enqueue(container);
            }
        }

        // What is left contains itself, or contains what does.
        var links = new List<SyncChange>();
        foreach (var group in newGroups.Where(group => waiting.ContainsKey(group.Anchor)))
        {
            creations.Add(SyncChange.CreateGroup(group with { Members = [.. group.Members.Where(member => !waiting.ContainsKey(member.Anchor))] }));
            links.Add(SyncChange.LinkGroup(group));
        }

        return [.. creations, .. links];
    }
}
