using Keyway.Contracts.DeviceManagement;
using Keyway.Server.Accounts;

namespace Keyway.Server.DeviceManagement;

/// <summary>
/// What the profile comes to for one device. Assignments mean it when they name it, or a group of its owner's (with nesting). A setting that any of them makes has the strictest of their values; only one
/// that none makes has everyone's.
/// </summary>
internal sealed class EffectiveSettings(ManagementProfiles profiles, AccountDirectory accounts)
{
    /// <param name="device">Its id.</param>
    /// <param name="owner">Who joined it; null for a hybrid joined one, which no group means.</param>
    public IReadOnlyList<EffectiveSetting> Of(Guid device, Guid? owner)
    {
        var profile = profiles.Current.Profile;
        // Most tenants assign nothing to groups: then nobody's groups need to be read.
        var groups = profile.Assignments.Any(assignment => assignment.TargetType == ManagementAssignment.Group) && owner is { } id && accounts.Find(id) is { } account
            ? accounts.GroupsOf(account).Ids
            : new HashSet<Guid>();
        return Of(profile, device, groups);
    }

    /// <param name="groups">Of the device's owner.</param>
    internal static IReadOnlyList<EffectiveSetting> Of(ManagementProfile profile, Guid device, IReadOnlySet<Guid> groups)
    {
        var meant = profile.Assignments
            .Where(assignment => assignment.TargetType == ManagementAssignment.Device ? assignment.TargetId == device : groups.Contains(assignment.TargetId)).ToList();
        return [.. ManagedSetting.All.Select(setting => Of(setting, profile.Settings, meant))];
    }

    private static EffectiveSetting Of(ManagedSetting setting, ManagedValues everyone, List<ManagementAssignment> meant)
    {
        var given = meant.Where(assignment => assignment.Settings.Of(setting) is not null).ToList();
        var value = given.Count > 0 ? given.Select(assignment => assignment.Settings.Of(setting)!.Value).Aggregate(setting.StricterOf) : everyone.Of(setting);
        var sources = given.Select(assignment => new EffectiveSource(assignment.TargetType, assignment.TargetId, assignment.Settings.Of(setting)!.Value, assignment.Settings.Of(setting) == value)).ToList();
        if (everyone.Of(setting) is { } usual)
            sources.Add(new EffectiveSource(EffectiveSource.Everyone, null, usual, given.Count == 0));
        return new EffectiveSetting(setting, value, sources);
    }
}
