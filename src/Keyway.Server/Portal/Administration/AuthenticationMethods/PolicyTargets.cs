using Keyway.Contracts.Graph;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Search;

namespace Keyway.Server.Portal.Administration.AuthenticationMethods;

/// <summary>Whom a policy means, in words and in the fields of a form.</summary>
internal static class PolicyTargets
{
    public static readonly IReadOnlyList<PolicyTarget> Everybody = [new("group", MethodTargets.AllUsers)];

    public static bool AreEverybody(IReadOnlyList<PolicyTarget>? targets) => targets?.Any(target => target.Id == MethodTargets.AllUsers) == true;

    /// <summary>The groups among the targets.</summary>
    public static IEnumerable<Guid> Groups(IReadOnlyList<PolicyTarget>? targets) =>
        from target in targets ?? []
        where target.Id != MethodTargets.AllUsers
        select Guid.ParseExact(target.Id, "D");

    /// <summary>Short, for a table: how many groups.</summary>
    public static string Summary(IReadOnlyList<PolicyTarget>? include, IReadOnlyList<PolicyTarget>? exclude)
    {
        var included = AreEverybody(include) ? "All users" : Count(Groups(include).Count());
        if (AreEverybody(exclude))
            return "Nobody";
        return Groups(exclude).Count() is var excluded and > 0 ? $"{included}, but not {Count(excluded)}" : included;
    }

    /// <summary>Long, for a comparison: by name.</summary>
    public static string Names(IReadOnlyList<PolicyTarget>? targets, GroupSearch groups)
    {
        if (AreEverybody(targets))
            return "all users";
        var ids = Groups(targets).Distinct().ToList();
        var names = groups.NamesOf(ids);
        return ids.Count == 0 ? "nobody" : string.Join(", ", ids.Select(id => names.GetValueOrDefault(id, "a group that is gone")).Order(StringComparer.CurrentCultureIgnoreCase));
    }

    public static IReadOnlyList<PolicyTarget> Of(IEnumerable<Guid> groups) => [.. groups.Distinct().Select(id => new PolicyTarget("group", id.ToString("D")))];

    private static string Count(int groups) => groups == 1 ? "1 group" : $"{groups.ToString(System.Globalization.CultureInfo.InvariantCulture)} groups";
}
