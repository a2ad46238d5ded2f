using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>
/// Counts what a policy would shut out, before an administrator saves it: keys whose model it does not allow, keys of people whom its groups leave out, and every
/// key when it switches the method off.
/// </summary>
internal sealed class SecurityKeyImpact(Store store, SecurityKeyPolicies policies)
{
    /// <summary>How often each model is there; from an index alone.</summary>
    internal const string ByModel = $"SELECT Aaguid, COUNT(*), COUNT(DISTINCT UserId) FROM SecurityKey WHERE {ImpactStatements.Living} GROUP BY Aaguid";

    /// <param name="candidate">A change to the policy as it is; members that are absent stay.</param>
    /// <returns>The counts, or KW2130.</returns>
    public Result<RestrictionImpact> Of(SecurityKeyPolicy candidate) =>
        policies.Preview(candidate).TryGet(out var rules, out var refusal) ? store.Read(session => Count(session, rules)) : refusal;

    private static RestrictionImpact Count(StoreSession session, SecurityKeyRules rules)
    {
        var disabled = rules.Document.State != MethodStates.Enabled;
        var models = session.All(ByModel, row => (Aaguid: row.Id(0), Keys: row.GetInt32(1), People: row.GetInt32(2)))
            .Select(model => new ModelImpact(model.Aaguid, model.Keys, model.People, disabled || !rules.Allows(model.Aaguid)))
            .OrderByDescending(model => model.Keys).ThenBy(model => model.Aaguid).ToList();
        var shut = models.FindAll(model => model.ShutOut).ConvertAll(model => model.Aaguid);
        var (included, excluded) = (ImpactGroups.Of(rules.Document.IncludeTargets!), ImpactGroups.Of(rules.Document.ExcludeTargets!));
        var nobody = disabled || excluded.Everybody || (!included.Everybody && included.Ids.Count == 0);
        if (!nobody && included.Everybody && excluded.Ids.Count == 0)
            return (shut.Count == 0 ? default : Read(session, shut, null, null)).Impact(models);

        var all = Read(session, shut, null, null);
        if (nobody)
            return all.Whole.Impact(models);
        // Only people of the named groups are looked at: those of a pilot are few, however many people there are.
        if (included.Everybody)
        {
            var outside = Read(session, shut, excluded.Ids, null);
            return (all - outside + outside.Whole).Impact(models);
        }

        var meant = Read(session, shut, included.Ids, excluded.Ids.Count == 0 ? null : excluded.Ids);
        return (all.Whole - meant.Whole + meant).Impact(models);
    }

    private static ImpactCount Read(StoreSession session, List<Guid> models, IReadOnlyList<Guid>? of, IReadOnlyList<Guid>? butNot)
    {
        var arguments = new List<object?>();
        var sql = ImpactStatements.ByPerson(ImpactStatements.Fill(arguments, models), of is null ? 0 : ImpactStatements.Fill(arguments, of), butNot is null ? 0 : ImpactStatements.Fill(arguments, butNot));
        return session.First(sql, row => new ImpactCount(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4)), [.. arguments]);
    }
}
