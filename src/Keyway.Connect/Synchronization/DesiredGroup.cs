using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Synchronization;

/// <summary>A group as the server shall hold it.</summary>
/// <param name="Anchor">objectGUID.</param>
/// <param name="Members">Direct members that are synced themselves; nobody is in the list twice.</param>
internal sealed record DesiredGroup(Guid Anchor, string DisplayName, OnPremisesGroup OnPremises, IReadOnlyList<GroupMember> Members);
