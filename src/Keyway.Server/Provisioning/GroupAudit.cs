using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning;

/// <summary>What the audit log is told of groups: one entry for the group, one for those who came, one for those who left. Of many members the first are named, and all are counted.</summary>
internal sealed class GroupAudit(AuditLog audit)
{
    /// <summary>So many ids stand in one entry at most: some 750 bytes.</summary>
    private const int MostNamed = 20;

    public void Made(StoreSession session, Guid? actor, DirectoryGroup group, MemberTally members)
    {
        var facts = Facts(group);
        facts.AddIds(members.Added, MostNamed);
        audit.Append(session, AuditActivity.GroupCreated, actor, group.Id, facts.Detail);
    }

    public void Changed(StoreSession session, Guid? actor, DirectoryGroup before, DirectoryGroup after, MemberTally members)
    {
        var changes = new ChangedValues();
        changes.Add("displayName", before.DisplayName, after.DisplayName);
        changes.Add("externalId", before.ExternalId, after.ExternalId);
        changes.Add("samAccountName", before.OnPremises?.SamAccountName, after.OnPremises?.SamAccountName);
        if (!changes.IsEmpty)
            audit.Append(session, before.DisplayName == after.DisplayName ? AuditActivity.GroupChanged : AuditActivity.GroupRenamed, actor, after.Id, changes.Detail);
        AppendMembers(session, AuditActivity.MemberAdded, actor, after.Id, members.Added);
        AppendMembers(session, AuditActivity.MemberRemoved, actor, after.Id, members.Removed);
    }

    /// <param name="members">Who was in it.</param>
    public void Deleted(StoreSession session, Guid? actor, DirectoryGroup group, IReadOnlyCollection<Guid> members)
    {
        var facts = Facts(group);
        facts.AddIds(members, MostNamed);
        audit.Append(session, AuditActivity.GroupDeleted, actor, group.Id, facts.Detail);
    }

    private void AppendMembers(StoreSession session, string activity, Guid? actor, Guid group, IReadOnlyCollection<Guid> members)
    {
        if (members.Count == 0)
            return;
        var named = new ChangedValues();
        named.AddIds(members, MostNamed);
        audit.Append(session, activity, actor, group, named.Detail);
    }

    private static ChangedValues Facts(DirectoryGroup group)
    {
        var facts = new ChangedValues();
        facts.AddFact("displayName", group.DisplayName);
        facts.AddFact("domain", group.Domain);
        facts.AddFact("samAccountName", group.OnPremises?.SamAccountName);
        facts.AddFact("sid", group.OnPremises?.Sid.ToString());
        return facts;
    }
}
