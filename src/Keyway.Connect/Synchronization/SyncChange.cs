using Keyway.Connect.State;

namespace Keyway.Connect.Synchronization;

/// <summary>One change of one object at the server.</summary>
/// <param name="Held">What the state knows of the object; for <see cref="SyncAction.Members"/> of the group.</param>
/// <param name="Object">The new content.</param>
/// <param name="Memberships">Of one group.</param>
internal sealed record SyncChange(SyncAction Action, HeldObject Held, SyncObject? Object = null, IReadOnlyList<Membership>? Memberships = null)
{
    public ObjectKind Kind => Object?.Kind ?? Held.Kind;

    /// <summary>For people; of an object whose content is not at hand the anchor.</summary>
    public string Name => Object?.Name ?? Held.Anchor.ToString("D");

    /// <summary>Creates the object, or updates it when the server holds it.</summary>
    public static SyncChange Of(HeldObject held, SyncObject content) => new(held.Id is null ? SyncAction.Create : SyncAction.Update, held, content);

    public static SyncChange Delete(HeldObject held) => new(SyncAction.Delete, held);

    public static SyncChange Members(HeldObject group, IReadOnlyList<Membership> memberships) => new(SyncAction.Members, group, Memberships: memberships);
}
