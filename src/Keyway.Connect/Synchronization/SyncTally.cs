using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>What one cycle did.</summary>
internal sealed class SyncTally
{
    private readonly Dictionary<(SyncAction Action, ObjectKind Kind), int> _made = [];
    private readonly List<RefusedChange> _refused = [];

    /// <summary>Why everything was compared; null for a delta.</summary>
    public string? FullBecause { get; set; }

    /// <summary>Objects and memberships that the server refused at their last try, and objects that the domain shows and that cannot be taken.</summary>
    public IReadOnlyList<RefusedChange> Refused => _refused;

    /// <summary>Bulk requests sent.</summary>
    public int Requests { get; private set; }

    /// <summary>Bytes of those requests.</summary>
    public long Bytes { get; private set; }

    /// <summary>Objects that were read from the domain.</summary>
    public int Read { get; set; }

    /// <summary>Objects that the server held already as they are.</summary>
    public int Unchanged { get; set; }

    public int MembersAdded { get; private set; }

    public int MembersRemoved { get; private set; }

    /// <summary>Deletions that wait for a person; 0 when none do.</summary>
    public int Guarded { get; set; }

    /// <summary>Why the cycle ended before its end; null when it did not.</summary>
    public Refusal? Stopped { get; private set; }

    /// <summary>Objects created, updated and deleted, and changes of memberships.</summary>
    public int Changes => _made.Values.Sum();

    /// <summary>Changes made of one kind.</summary>
    public int Made(SyncAction action, ObjectKind kind) => _made.GetValueOrDefault((action, kind));

    /// <summary>The same of all kinds.</summary>
    public int Made(SyncAction action) => _made.Where(made => made.Key.Action == action).Sum(made => made.Value);

    public void CountRequest(long bytes)
    {
        Requests++;
        Bytes += bytes;
    }

    public void CountMade(SyncChange change)
    {
        _made[(change.Action, change.Kind)] = Made(change.Action, change.Kind) + 1;
        var added = change.Memberships?.Count(membership => membership.IsAddition) ?? 0;
        MembersAdded += added;
        MembersRemoved += (change.Memberships?.Count ?? 0) - added;
    }

    public void CountRefused(RefusedChange refused) => _refused.Add(refused);

    /// <summary>Everything is tried again.</summary>
    public void ForgetRefused() => _refused.Clear();

    public void Stop(Refusal refusal) => Stopped ??= refusal;
}
