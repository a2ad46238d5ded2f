using Keyway.ActiveDirectory.Reading;
using Keyway.Connect.State;

namespace Keyway.Connect.Synchronization;

/// <summary>Takes a page of changes into the state, and finds out what of it is to be sent. A page can be taken twice.</summary>
/// <param name="scope">What is synced.</param>
/// <param name="own">
/// objectGUID of the account that signs in. It is never created or changed; what a sync by another account made of it stays, or a person who syncs by hand once
/// would lose his own keys.
/// </param>
internal sealed class PageIntake(SyncState state, SyncScope scope, SyncTally tally, Guid? own)
{
    // Groups whose whole membership this read has begun to name.
    private readonly HashSet<Guid> _named = [];

    /// <summary>Number of the full reconcile that is under way; null for a delta.</summary>
    public long? Full { get; set; }

    /// <summary>Anchors in the group of the scope: known during a full reconcile.</summary>
    public IReadOnlySet<Guid>? InScopeGroup { get; set; }

    /// <summary>A person was seen: the domain is not hidden.</summary>
    public bool SawPeople { get; private set; }

    /// <summary>False when something was seen that cannot be told: then nothing is gone by not being seen.</summary>
    public bool SawAll { get; private set; } = true;

    /// <summary>The account that signs in is not gone by not being shown.</summary>
    public void SeeOwn(long full)
    {
        if (own is { } anchor && state.Find(anchor) is { } held)
            state.See(held.Key, full);
    }

    /// <summary>Runs inside a transaction of the state.</summary>
    public PageWork Take(PreparedPage page)
    {
        var work = new PageWork();
        SawPeople |= page.Changes.Users.Count > 0;
        foreach (var skipped in page.Changes.Skipped)
            Skip(skipped);
        foreach (var anchor in page.Changes.Gone)
        {
            if (anchor == own || state.Find(anchor) is not { } held)
                continue;
            if (Full is null && scope.Group is not null && held is { Kind: ObjectKind.Group, Id: not null })
                work.FullBecause = "a group of the scope is gone";
            Leave(held);
            state.Vanish(held.Key);
        }

        foreach (var item in page.Objects)
            Take(item, work);
        foreach (var group in page.Changes.Groups)
            Take(group, work);
        return work;
    }

    private void Skip(SkippedObject skipped)
    {
        tally.CountRefused(new RefusedChange("Skip", ObjectKind.Unknown, skipped.ObjectGuid ?? Guid.Empty, skipped.Dn, skipped.Why.ToString()));
        SawAll &= skipped.ObjectGuid is not null;
        if (Full is { } full && skipped.ObjectGuid is { } anchor && state.Find(anchor) is { } held)
            state.See(held.Key, full);
    }

    private void Take(SyncObject item, PageWork work)
    {
        tally.Read++;
        var held = state.Find(item.Anchor);
        if (!IsInScope(item.Anchor, item.Dn, held))
        {
            if (held is not null)
                Leave(held);
            return;
        }

        if (held is { WasGone: true } && Full is null)
            work.FullBecause = "a deleted object came back";
        held ??= state.Know(item.Anchor);
        if (held.Id is not null && held.Kind != item.Kind)
        {
            tally.CountRefused(new RefusedChange("Take", item.Kind, item.Anchor, item.Name, $"the server holds a {held.Kind.ToString().ToLowerInvariant()} of this objectGUID"));
            return;
        }

        if (Full is { } full)
            state.See(held.Key, full);
        if (held.IsLeaving)
            state.SetLeaving(held.Key, false);
        if (held.Id is null)
        {
            work.Creations.Add(SyncChange.Of(held, item));
        }
        else if (held.Fingerprint is null || !held.Fingerprint.AsSpan().SequenceEqual(item.Fingerprint))
        {
            work.Updates.Add(SyncChange.Of(held, item));
        }
        else
        {
            // What was refused before is what nobody wants any more.
            if (held.IsRefused)
                state.DropRefused(held.Key);
            tally.Unchanged++;
        }
    }

    private void Take(ChangedGroup group, PageWork work)
    {
        var anchor = group.Group.ObjectGuid;
        var held = state.Find(anchor);
        if (held is null || !IsInScope(anchor, group.Group.Dn, held))
            return;
        if (group.AllMembers)
            _named.Add(anchor);
        if (Full is null && BreaksDelta(group, held) is { } why)
        {
            work.FullBecause = why;
            return;
        }

        if (group.AllMembers)
            state.Doubt(held.Key);
        foreach (var reference in group.Added)
        {
            // A group in itself grants nothing more.
            if (reference.ObjectGuid == anchor)
                continue;
            var member = state.Know(reference.ObjectGuid);
            if (state.Join(held.Key, member.Key))
                work.Memberships.Add((held.Key, member.Key));
        }

        foreach (var reference in group.Removed)
        {
            if (state.Find(reference.ObjectGuid) is { } member && state.Part(held.Key, member.Key))
                work.Memberships.Add((held.Key, member.Key));
        }
    }

    // A delta tells what changed of a group, and neither who was in it before it came into the scope nor where its new members are.
    private string? BreaksDelta(ChangedGroup group, HeldObject held)
    {
        if (scope.Group is not null && (group.AllMembers || group.Added.Count + group.Removed.Count > 0))
            return "the members of the scope's group changed";
        return !scope.IsAll && held is { Id: null, IsRefused: false } && !_named.Contains(group.Group.ObjectGuid) ? "a group came into the scope" : null;
    }

    private bool IsInScope(Guid anchor, string dn, HeldObject? held)
    {
        if (!scope.HoldsPlace(dn))
            return false;
        if (scope.Group is not { } group)
            return true;
        return Full is null ? held is { Id: not null } or { IsRefused: true } : anchor == group.Anchor || InScopeGroup!.Contains(anchor);
    }

    private void Leave(HeldObject held)
    {
        if (held.IsRefused)
            state.DropRefused(held.Key);
        if (held.Id is not null)
            state.SetLeaving(held.Key, true);
    }
}
