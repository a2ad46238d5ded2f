using System.Text;
using Keyway.Contracts.Graph;
using Keyway.Errors;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>Counts what a restriction of models would shut out, before an administrator saves it. Groups that a policy includes or excludes are not counted.</summary>
internal sealed class SecurityKeyImpact(Store store, SecurityKeyPolicies policies)
{
    /// <summary>How often each model is there; from an index alone.</summary>
    internal const string ByModel =
        "SELECT Aaguid, COUNT(*), COUNT(DISTINCT UserId) FROM SecurityKey WHERE UserId NOT IN (SELECT Id FROM Account WHERE DeletedOn IS NOT NULL) GROUP BY Aaguid";

    private const int FewestModels = 8;

    /// <param name="candidate">A change to the policy as it is; members that are absent stay.</param>
    /// <returns>The counts, or KW2130.</returns>
    public Result<RestrictionImpact> Of(SecurityKeyPolicy candidate)
    {
        if (!policies.Preview(candidate).TryGet(out var rules, out var refusal))
            return refusal;
        var disabled = rules.Document.State != MethodStates.Enabled;
        return store.Read(session => Count(session, aaguid => disabled || !rules.Allows(aaguid)));
    }

    /// <summary>The statement that counts people by the keys that they would lose; its parameters are models.</summary>
    internal static string ByPerson(int models)
    {
        var list = new StringBuilder("@p0");
        for (var index = 1; index < models; index++)
            list.Append(System.Globalization.CultureInfo.InvariantCulture, $", @p{index}");
        return $"""
            SELECT COALESCE(SUM(Lost), 0), COUNT(CASE WHEN Lost > 0 THEN 1 END), COUNT(CASE WHEN Lost = Every THEN 1 END)
            FROM (SELECT SUM(CASE WHEN Aaguid IN ({list}) THEN 1 ELSE 0 END) AS Lost, COUNT(*) AS Every FROM SecurityKey
            WHERE UserId NOT IN (SELECT Id FROM Account WHERE DeletedOn IS NOT NULL) GROUP BY UserId) AS Person
            """;
    }

    private static RestrictionImpact Count(StoreSession session, Predicate<Guid> isShutOut)
    {
        var models = session.All(ByModel, row => (Aaguid: row.Id(0), Keys: row.GetInt32(1), People: row.GetInt32(2)))
            .Select(model => new ModelImpact(model.Aaguid, model.Keys, model.People, isShutOut(model.Aaguid)))
            .OrderByDescending(model => model.Keys).ThenBy(model => model.Aaguid).ToList();
        var shut = models.FindAll(model => model.ShutOut);
        if (shut.Count == 0)
            return new RestrictionImpact(0, 0, 0, models);

        // Filled up by repetition: few statements to keep prepared, however many models there are.
        var size = FewestModels;
        while (size < shut.Count)
            size *= FewestModels;
        object?[] arguments = [.. Enumerable.Range(0, size).Select(index => (object?)shut[Math.Min(index, shut.Count - 1)].Aaguid)];
        return session.First(ByPerson(size), row => new RestrictionImpact(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), models), arguments)!;
    }
}
