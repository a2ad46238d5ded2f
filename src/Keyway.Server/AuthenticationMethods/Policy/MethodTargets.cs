using System.Collections.Frozen;
using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>Whom the policy of a method means: everybody or groups. Exclusion wins over inclusion.</summary>
internal sealed class MethodTargets
{
    /// <summary>The target that means everybody.</summary>
    public const string AllUsers = "all_users";

    private const int MostTargets = 100;

    private readonly bool _enabled;
    private readonly FrozenSet<Guid> _includedGroups;
    private readonly FrozenSet<Guid> _excludedGroups;
    private readonly bool _everybodyIncluded;
    private readonly bool _everybodyExcluded;

    /// <param name="state"><c>enabled</c>, or nobody is meant.</param>
    public MethodTargets(string? state, IReadOnlyList<PolicyTarget> include, IReadOnlyList<PolicyTarget> exclude)
    {
        _enabled = state == MethodStates.Enabled;
        (_everybodyIncluded, _includedGroups) = Groups(include);
        (_everybodyExcluded, _excludedGroups) = Groups(exclude);
    }

    /// <summary>Whether the person may use the method.</summary>
    public bool Include(Account account, AccountDirectory directory)
    {
        if (!_enabled || _everybodyExcluded)
            return false;
        // Most tenants name no groups: then nobody's groups need to be read.
        if (_everybodyIncluded && _excludedGroups.Count == 0)
            return true;
        var groups = directory.GroupsOf(account).Ids;
        return !groups.Any(_excludedGroups.Contains) && (_everybodyIncluded || groups.Any(_includedGroups.Contains));
    }

    /// <summary>True for what a policy may hold, and for null.</summary>
    public static bool AreTargets(IReadOnlyList<PolicyTarget>? targets) =>
        targets is null
        || (targets.Count <= MostTargets
            && targets.All(target => target is { TargetType: "group" } && (target.Id == AllUsers || Guid.TryParseExact(target.Id, "D", out _))));

    private static (bool Everybody, FrozenSet<Guid> Groups) Groups(IReadOnlyList<PolicyTarget> targets) => (
        targets.Any(target => target.Id == AllUsers),
        targets.Where(target => target.Id != AllUsers).Select(target => Guid.ParseExact(target.Id, "D")).ToFrozenSet());
}
