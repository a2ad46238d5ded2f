using Keyway.ActiveDirectory.GroupPolicy;

namespace Keyway.Device.Policies;

/// <summary>Applies objects one after the other, as a registry would have it: a later one overrules an earlier one, or takes away what it set.</summary>
internal static class GroupPolicyMerge
{
    /// <summary>What is set in the end.</summary>
    /// <param name="objects">In order, the weakest first; those that are skipped do nothing.</param>
    public static IReadOnlyList<StoredPolicy> Of(IEnumerable<StoredPolicyObject> objects)
    {
        var registry = new SortedDictionary<PolicyName, StoredPolicy>();
        foreach (var policy in objects.Where(policy => policy.Skipped is null))
        {
            foreach (var change in policy.Changes)
            {
                if (change.Kind == RegistryChangeKind.Delete)
                    registry.Remove(change.Name);
                else if (change.Kind == RegistryChangeKind.Set || !registry.ContainsKey(change.Name))
                    registry[change.Name] = new StoredPolicy(change.Name, change.Value, policy.ToString());
            }
        }

        return [.. registry.Values];
    }
}
