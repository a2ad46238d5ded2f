namespace Keyway.Server.Provisioning;

/// <summary>Who came into a group and who left it in one request: whoever did both is in neither.</summary>
internal sealed class MemberTally
{
    private readonly HashSet<Guid> _added = [];
    private readonly HashSet<Guid> _removed = [];

    /// <summary>How many memberships came or went on the way.</summary>
    public int Moves { get; private set; }

    public IReadOnlyCollection<Guid> Added => _added;

    public IReadOnlyCollection<Guid> Removed => _removed;

    public void Add(List<Guid> members)
    {
        Moves += members.Count;
        foreach (var member in members)
        {
            if (!_removed.Remove(member))
                _added.Add(member);
        }
    }

    public void Remove(List<Guid> members)
    {
        Moves += members.Count;
        foreach (var member in members)
        {
            if (!_added.Remove(member))
                _removed.Add(member);
        }
    }
}
