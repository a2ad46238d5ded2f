using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning;

/// <summary>The rules by which groups and their members are made, changed and deleted. Runs inside units of work.</summary>
internal sealed class GroupProvisioning(TimeProvider time, GroupAudit audit, ProvisioningAlarms alarms)
{
    /// <summary>Makes a group with its members.</summary>
    /// <param name="bulkIds">What <c>bulkId:…</c> stands for.</param>
    public Result<DirectoryGroup> Create(StoreSession session, ScimAuthority authority, GroupAttributes attributes, IReadOnlyDictionary<string, Guid>? bulkIds = null)
    {
        var now = time.GetUtcNow();
        var blank = new DirectoryGroup(Guid.NewGuid(), string.Empty, null, null, now, now, 1);
        if (!attributes.Build(blank).TryGet(out var group, out var refusal))
            return refusal;
        if (authority.CheckMayWrite(group.Domain, group.ExternalId) is { } notAllowed)
            return notAllowed;
        if (group.Domain is not null && DirectoryGroups.FindByAnchor(session, group.Domain, group.ExternalId!) is not null)
            return Catalogue.Provisioning.AnchorTaken;
        if (group.OnPremises is { } onPremises && DirectoryGroups.FindBySid(session, group.Domain!, onPremises.Sid.ToString()) is { } holder)
        {
            alarms.SidClaimed(authority.Domain, holder.Id, onPremises.Sid.ToString());
            return Catalogue.Provisioning.SidTaken;
        }

        DirectoryGroups.Insert(session, group);
        if (!ChangeMembers(session, authority, group, attributes.MemberChanges, bulkIds).TryGet(out var members, out refusal))
            return refusal;
        audit.Made(session, authority.ActorId, group, members);
        return group;
    }

    /// <summary>Puts a group's attributes, and its members when the request names them, in place of the former ones.</summary>
    public Result<DirectoryGroup> Replace(
        StoreSession session, ScimAuthority authority, Guid id, GroupAttributes attributes, string? ifMatch, IReadOnlyDictionary<string, Guid>? bulkIds = null) =>
        Open(session, authority, id, ifMatch).TryGet(out var current, out var refusal) ? Change(session, authority, current, attributes, bulkIds) : refusal;

    /// <summary>Applies a patch, all of it or nothing; its cost grows with the change, not with the group.</summary>
    public Result<DirectoryGroup> Patch(
        StoreSession session, ScimAuthority authority, Guid id, PatchRequest patch, string? ifMatch, IReadOnlyDictionary<string, Guid>? bulkIds = null)
    {
        if (!Open(session, authority, id, ifMatch).TryGet(out var current, out var refusal))
            return refusal;
        var attributes = GroupAttributes.Of(current);
        foreach (var operation in patch.Operations)
        {
            if (attributes.Apply(operation) is { } refused)
                return refused;
        }

        return Change(session, authority, current, attributes, bulkIds);
    }

    /// <summary>Deletes a group for good; the people in it stay.</summary>
    public Result<DirectoryGroup> Delete(StoreSession session, ScimAuthority authority, Guid id, string? ifMatch)
    {
        if (!Open(session, authority, id, ifMatch).TryGet(out var current, out var refusal))
            return refusal;
        audit.Deleted(session, authority.ActorId, current, Current(session, current));
        DirectoryGroups.Delete(session, id);
        return current;
    }

    private Result<DirectoryGroup> Change(
        StoreSession session, ScimAuthority authority, DirectoryGroup current, GroupAttributes attributes, IReadOnlyDictionary<string, Guid>? bulkIds)
    {
        if (!attributes.Build(current).TryGet(out var next, out var refusal))
            return refusal;
        if (authority.CheckMayWrite(next.Domain, next.ExternalId) is { } notAllowed)
            return notAllowed;
        if (next.OnPremises is { } onPremises)
        {
            if (!onPremises.Sid.Equals(current.OnPremises!.Sid))
            {
                alarms.SidChanged(authority.Domain, current.Id, current.OnPremises.Sid.ToString(), onPremises.Sid.ToString());
                return Catalogue.Provisioning.SidChanged;
            }

            if (next.ExternalId != current.ExternalId)
                return Catalogue.Provisioning.AnchorChanged;
        }

        if (!ChangeMembers(session, authority, current, attributes.MemberChanges, bulkIds).TryGet(out var members, out refusal))
            return refusal;
        if (members.Moves == 0 && next == current)
            return current;
        next = next with { ModifiedOn = time.GetUtcNow(), Version = current.Version + 1 };
        DirectoryGroups.Update(session, next);
        audit.Changed(session, authority.ActorId, current, next, members);
        return next;
    }

    private Result<MemberTally> ChangeMembers(
        StoreSession session, ScimAuthority authority, DirectoryGroup group, IReadOnlyList<MemberChange> changes, IReadOnlyDictionary<string, Guid>? bulkIds)
    {
        var tally = new MemberTally();
        foreach (var change in changes)
        {
            if (!MemberIds.Resolve(change.Members ?? [], bulkIds).TryGet(out var ids, out var refusal))
                return refusal;
            if (change.Kind == PatchKind.Remove)
            {
                tally.Remove(Memberships.Remove(session, group.Id, change.Members is null ? Current(session, group) : ids));
                continue;
            }

            var current = change.Kind == PatchKind.Replace ? Current(session, group) : [];
            var added = ids.Except(current).ToHashSet();
            if (!Recognise(session, authority, group, added).TryGet(out var known, out refusal))
                return refusal;
            tally.Add(Memberships.Add(session, group.Id, known));
            tally.Remove(Memberships.Remove(session, group.Id, current.Except(ids).ToHashSet()));
        }

        return tally;
    }

    private static HashSet<Guid> Current(StoreSession session, DirectoryGroup group) => [.. Memberships.Of(session, group.Id).Select(member => member.Id)];

    // A domain's groups hold that domain's objects; an administrator's may hold any.
    private Result<Dictionary<Guid, (bool IsGroup, string? Domain)>> Recognise(StoreSession session, ScimAuthority authority, DirectoryGroup group, HashSet<Guid> members)
    {
        if (members.Contains(group.Id))
            return Catalogue.Provisioning.MemberRefused;
        var known = Memberships.Recognise(session, members);
        if (known.Count < members.Count)
            return Catalogue.Provisioning.MemberUnknown;
        if (authority.Domain is null)
            return known;
        foreach (var (id, member) in known)
        {
            if (member.Domain == authority.Domain)
                continue;
            alarms.ForeignObject(authority.Domain, id);
            return Catalogue.Provisioning.MemberRefused;
        }

        return known;
    }

    private Result<DirectoryGroup> Open(StoreSession session, ScimAuthority authority, Guid id, string? ifMatch)
    {
        if (DirectoryGroups.Find(session, id) is not { } current)
            return Catalogue.Provisioning.ResourceNotFound;
        return authority.CheckMayChange(current.Domain, id, current.Version, ifMatch, alarms) is { } refusal ? refusal : current;
    }
}
