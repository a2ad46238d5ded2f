using Keyway.Contracts.Graph;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The targets of a policy, ready to be counted.</summary>
/// <param name="Ids">Groups; empty when everybody is meant.</param>
internal readonly record struct ImpactGroups(bool Everybody, IReadOnlyList<Guid> Ids)
{
    public static ImpactGroups Of(IReadOnlyList<PolicyTarget> targets) => targets.Any(target => target.Id == MethodTargets.AllUsers)
        ? new ImpactGroups(true, [])
        : new ImpactGroups(false, [.. targets.Select(target => Guid.ParseExact(target.Id, "D")).Distinct()]);
}
