using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>A directory with its changes in their order, told the way DirSync tells them: objects whole, members by their changes, and nothing about the memberships of who is deleted.</summary>
internal sealed class DirectoryModel
{
    private readonly Dictionary<Guid, HashSet<Guid>> _members = [];
    private readonly List<(Guid Changed, Guid? Member, bool IsAddition)> _events = [];

    public Dictionary<Guid, DirectoryUser> Users { get; } = [];

    public Dictionary<Guid, DirectoryGroup> Groups { get; } = [];

    public Dictionary<Guid, DirectoryComputer> Computers { get; } = [];

    public List<SkippedObject> Skipped { get; } = [];

    /// <summary>Objects a page.</summary>
    public int PageSize { get; set; } = 7;

    /// <summary>Members that one part of a group names.</summary>
    public int PartSize { get; set; } = 4;

    /// <summary>Makes the next delta a full read, as a moved unit does.</summary>
    public string? FullReadBecause { get; set; }

    /// <summary>Hides everybody, as a right that was taken away does.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Asked before each page: to crash there.</summary>
    public Action? Reading { get; set; }

    /// <summary>Nobody is in what is no group.</summary>
    public IReadOnlySet<Guid> MembersOf(Guid group) => _members.GetValueOrDefault(group) ?? [];

    public void Put(DirectoryUser user)
    {
        Users[user.ObjectGuid] = user;
        _events.Add((user.ObjectGuid, null, false));
    }

    public void Put(DirectoryComputer computer)
    {
        Computers[computer.ObjectGuid] = computer;
        _events.Add((computer.ObjectGuid, null, false));
    }

    public void Put(DirectoryGroup group)
    {
        Groups[group.ObjectGuid] = group;
        _members.TryAdd(group.ObjectGuid, []);
        _events.Add((group.ObjectGuid, null, false));
    }

    public void Join(Guid group, Guid member)
    {
        if (_members[group].Add(member))
            _events.Add((group, member, true));
    }

    public void Part(Guid group, Guid member)
    {
        if (_members[group].Remove(member))
            _events.Add((group, member, false));
    }

    public void Delete(Guid anchor)
    {
        Users.Remove(anchor);
        Groups.Remove(anchor);
        Computers.Remove(anchor);
        _members.Remove(anchor);
        foreach (var members in _members.Values)
            members.Remove(anchor);
        _events.Add((anchor, null, false));
    }

    /// <summary>The changes since a cookie.</summary>
    public async IAsyncEnumerable<Result<DirectoryChangePage>> ReadAsync(ReadOnlyMemory<byte>? cookie, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        var whole = cookie is null || FullReadBecause is not null;
        var parts = whole ? Whole() : Since(BinaryPrimitives.ReadInt32BigEndian(cookie!.Value.Span));
        var why = cookie is null ? null : FullReadBecause;
        FullReadBecause = null;
        var pages = parts.Chunk(PageSize).ToList();
        if (pages.Count == 0)
            pages.Add([]);
        var end = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(end, _events.Count);
        for (var i = 0; i < pages.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Reading?.Invoke();
            var last = i == pages.Count - 1;
            yield return new DirectoryChangePage(
                [.. pages[i].OfType<DirectoryUser>()], [.. pages[i].OfType<ChangedGroup>()], [.. pages[i].OfType<DirectoryComputer>()], [.. pages[i].OfType<Guid>()],
                why, last ? end : cookie ?? new byte[4], !last)
            { Skipped = i == 0 ? Skipped : [], Entries = pages[i].Length, ToCome = whole ? null : parts.Count - (i * PageSize) - pages[i].Length };
        }
    }

    private List<object> Whole()
    {
        if (IsHidden)
            return [.. Groups.Values.SelectMany(Parts)];
        var all = new List<object>([.. Users.Values, .. Computers.Values]);
        foreach (var group in Groups.Values)
            all.InsertRange(all.Count / 2, Parts(group));
        return all;
    }

    private IEnumerable<ChangedGroup> Parts(DirectoryGroup group)
    {
        var parts = _members[group.ObjectGuid].Select(Reference).Chunk(PartSize).ToList();
        if (parts.Count == 0)
            parts.Add([]);
        return parts.Select((part, index) => new ChangedGroup(group, index == 0, part, []));
    }

    private List<object> Since(int start)
    {
        var parts = new List<object>();
        foreach (var changed in _events.Skip(start).GroupBy(change => change.Changed))
        {
            if (Users.TryGetValue(changed.Key, out var user))
                parts.Add(user);
            else if (Computers.TryGetValue(changed.Key, out var computer))
                parts.Add(computer);
            else if (Groups.TryGetValue(changed.Key, out var group))
                parts.Add(Changed(group, [.. changed]));
            else
                parts.Add(changed.Key);
        }

        return parts;
    }

    private static ChangedGroup Changed(DirectoryGroup group, List<(Guid Changed, Guid? Member, bool IsAddition)> changes)
    {
        var last = changes.Where(change => change.Member is not null).GroupBy(change => change.Member!.Value).Select(member => (member.Key, member.Last().IsAddition)).ToList();
        return new ChangedGroup(group, false, [.. last.Where(change => change.IsAddition).Select(change => Reference(change.Key))], [.. last.Where(change => !change.IsAddition).Select(change => Reference(change.Key))]);
    }

    private static DirectoryReference Reference(Guid anchor) => new(anchor, $"CN={anchor:N},DC=contoso,DC=corp,DC=com");
}
