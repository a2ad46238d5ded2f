using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Synchronization;

/// <summary>One change of one object at the server.</summary>
/// <param name="Anchor">objectGUID; empty for a deletion of an object without one.</param>
/// <param name="Name">For people.</param>
/// <param name="ServerId">The SCIM id, when the object exists already.</param>
/// <param name="User">The new content of a user.</param>
/// <param name="Group">The new content of a group; its members get their ids when the change is sent.</param>
internal sealed record SyncChange(SyncAction Action, bool IsGroup, Guid Anchor, string Name, string? ServerId = null, ScimUser? User = null, DesiredGroup? Group = null)
{
    public static SyncChange CreateUser(Guid anchor, ScimUser user) => new(SyncAction.Create, false, anchor, user.UserName, User: user);

    public static SyncChange UpdateUser(Guid anchor, string id, ScimUser user) => new(SyncAction.Update, false, anchor, user.UserName, id, user);

    public static SyncChange DeleteUser(ScimUser user) => new(SyncAction.Delete, false, Guid.Empty, user.UserName, user.Id);

    public static SyncChange CreateGroup(DesiredGroup group) => new(SyncAction.Create, true, group.Anchor, group.DisplayName, Group: group);

    public static SyncChange UpdateGroup(string id, DesiredGroup group) => new(SyncAction.Update, true, group.Anchor, group.DisplayName, id, Group: group);

    public static SyncChange LinkGroup(DesiredGroup group) => new(SyncAction.Link, true, group.Anchor, group.DisplayName, Group: group);

    public static SyncChange DeleteGroup(ScimGroup group) => new(SyncAction.Delete, true, Guid.Empty, group.DisplayName, group.Id);
}
