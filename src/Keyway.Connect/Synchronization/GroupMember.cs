namespace Keyway.Connect.Synchronization;

/// <summary>A direct member of a group.</summary>
/// <param name="Anchor">objectGUID.</param>
internal readonly record struct GroupMember(Guid Anchor, bool IsGroup);
