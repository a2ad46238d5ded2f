using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>What a sync did at the server.</summary>
internal sealed class SyncTally
{
    private readonly Dictionary<(SyncAction Action, bool IsGroup), int> _made = [];
    private readonly List<RefusedChange> _refused = [];

    public IReadOnlyList<RefusedChange> Refused => _refused;

    /// <summary>Bulk requests sent.</summary>
    public int Requests { get; private set; }

    /// <summary>Changes that the server answered for.</summary>
    public int Answered => _made.Values.Sum() + _refused.Count;

    /// <summary>Why the writing ended before its end; null when it did not.</summary>
    public Refusal? Stopped { get; private set; }

    /// <summary>Changes made of one kind.</summary>
    public int Made(SyncAction action, bool isGroup) => _made.GetValueOrDefault((action, isGroup));

    public void CountRequest() => Requests++;

    public void CountMade(SyncChange change) => _made[(change.Action, change.IsGroup)] = Made(change.Action, change.IsGroup) + 1;

    public void CountRefused(SyncChange change, string words) => _refused.Add(new RefusedChange(change, words));

    /// <summary>Forgets some refused changes, because they are tried again.</summary>
    public IReadOnlyList<SyncChange> TakeBack(Func<SyncChange, bool> which)
    {
        var taken = _refused.Select(refused => refused.Change).Where(which).ToList();
        _refused.RemoveAll(refused => which(refused.Change));
        return taken;
    }

    public void Stop(Refusal refusal) => Stopped = refusal;
}
