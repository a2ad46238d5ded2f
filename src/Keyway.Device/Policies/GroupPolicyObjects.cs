using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>
/// What the objects of somebody set together. Files are read each time, whatever version the directory tells: SYSVOL is replicated by itself, and a file that was behind at the first reading
/// would count for good. An object whose content is refused keeps its last good content; one that never had any counts as switching keys off, because it might.
/// </summary>
internal sealed class GroupPolicyObjects(GroupPolicyFiles files, DateTimeOffset readOn)
{
    private static readonly IReadOnlyList<StoredPolicyChange> Off = [new StoredPolicyChange(PolicyName.SecurityKeySignIn, RegistryChangeKind.Set)];

    /// <summary>Reads all of them; a SYSVOL that is not reached refuses the whole.</summary>
    /// <param name="found">In order, the weakest first.</param>
    /// <param name="half">Whose half of them.</param>
    /// <param name="last">What was read before.</param>
    /// <param name="cancellationToken">Ends it between two objects.</param>
    public Result<StoredPolicies> Read(IReadOnlyList<GroupPolicyObject> found, PolicyHalf half, StoredPolicies? last, CancellationToken cancellationToken)
    {
        var objects = new List<StoredPolicyObject>();
        foreach (var policy in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Read(policy, half, last).TryGet(out var stored, out var refusal))
                return refusal;
            objects.Add(stored);
        }

        return new StoredPolicies(GroupPolicyMerge.Of(objects), readOn, objects);
    }

    private Result<StoredPolicyObject> Read(GroupPolicyObject policy, PolicyHalf half, StoredPolicies? last)
    {
        // The good content of an object that is skipped today is not kept: it is read again when it counts again.
        if (policy.Skipped is { } skipped)
            return new StoredPolicyObject(policy.Id, policy.Name, [], policy.LinkedAt, Skipped: skipped);
        var before = last?.Objects?.FirstOrDefault(known => known.Id == policy.Id && known.Version is not null);
        if (policy.Refused is { } unfit)
            return Keep(policy, before, unfit);
        if (files.Read(policy, half).TryGet(out var changes, out var refusal))
            return new StoredPolicyObject(policy.Id, policy.Name, changes, policy.LinkedAt, policy.Version);
        if (refusal.Error == Catalogue.Policies.SysvolUnreachable)
            return refusal;

        // A file that is gone takes nothing away that was read from it.
        if (refusal.Error == Catalogue.Policies.RegistryFileChanging && before is not { Changes.Count: > 0 })
        {
            if (!files.IsWhole(policy, half).TryGet(out var whole, out var unreached))
                return unreached;
            if (whole)
                return new StoredPolicyObject(policy.Id, policy.Name, [], policy.LinkedAt, policy.Version);
        }

        return Keep(policy, before, refusal);
    }

    private static StoredPolicyObject Keep(GroupPolicyObject policy, StoredPolicyObject? before, Refusal refusal) =>
        new(policy.Id, policy.Name, before?.Changes ?? Off, policy.LinkedAt, before?.Version, Refused: refusal.ToString());
}
