using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>What the server holds of one domain. Cloud-only objects and those of other domains are not in it, and so never touched.</summary>
/// <param name="Users">By anchor.</param>
/// <param name="Groups">By anchor.</param>
/// <param name="Anchors">SCIM id to anchor, of users and groups.</param>
/// <param name="Unanchored">Objects of this domain without a usable anchor: nothing in the domain can be theirs.</param>
internal sealed record ServerState(
    IReadOnlyDictionary<Guid, ScimUser> Users,
    IReadOnlyDictionary<Guid, ScimGroup> Groups,
    IReadOnlyDictionary<string, Guid> Anchors,
    IReadOnlyList<SyncChange> Unanchored)
{
    /// <summary>Refuses with <c>KW4031</c> when two objects have one id or one anchor: then nobody can say which to change.</summary>
    public static Result<ServerState> Of(string domainDnsName, IEnumerable<ScimUser> allUsers, IEnumerable<ScimGroup> allGroups)
    {
        var users = new Dictionary<Guid, ScimUser>();
        var groups = new Dictionary<Guid, ScimGroup>();
        var anchors = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var unanchored = new List<SyncChange>();
        foreach (var user in allUsers.Where(user => IsOurs(user.OnPremises?.DomainDnsName)))
        {
            if (!Guid.TryParseExact(user.ExternalId, "D", out var anchor))
                unanchored.Add(SyncChange.DeleteUser(user));
            else if (!users.TryAdd(anchor, user) || !anchors.TryAdd(user.Id!, anchor))
                return new Refusal(Catalogue.Connect.ServerStateInconsistent, $"user {anchor:D} is there twice");
        }

        foreach (var group in allGroups.Where(group => IsOurs(group.OnPremises?.DomainDnsName)))
        {
            if (!Guid.TryParseExact(group.ExternalId, "D", out var anchor))
                unanchored.Add(SyncChange.DeleteGroup(group));
            else if (!groups.TryAdd(anchor, group) || !anchors.TryAdd(group.Id!, anchor))
                return new Refusal(Catalogue.Connect.ServerStateInconsistent, $"group {anchor:D} is there twice");
        }

        return new ServerState(users, groups, anchors, unanchored);

        bool IsOurs(string? domain) => domainDnsName.Equals(domain, StringComparison.OrdinalIgnoreCase);
    }
}
