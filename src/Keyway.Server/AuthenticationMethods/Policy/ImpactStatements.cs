using System.Globalization;

namespace Keyway.Server.AuthenticationMethods.Policy;

/// <summary>The SQL behind <see cref="SecurityKeyImpact"/>, all of it from indexes alone.</summary>
internal static class ImpactStatements
{
    /// <summary>Keys of people who are not deleted. Deleted people are few, and have an index of their own: the comparison says so again to name it.</summary>
    public const string Living = "UserId NOT IN (SELECT Id FROM Account WHERE DeletedOn > 0)";

    private const int Fewest = 8;

    /// <summary>Counts people by the keys of some models; of everybody, or of the people of some groups.</summary>
    /// <param name="models">How many models, first among the parameters.</param>
    /// <param name="of">How many groups, next; 0 for everybody.</param>
    /// <param name="butNot">How many groups whose people do not count, last.</param>
    public static string ByPerson(int models, int of, int butNot)
    {
        var groups = of == 0 ? "" : $"WITH RECURSIVE {Closure("Meant", models, of)}{(butNot == 0 ? "" : ", " + Closure("Other", models + of, butNot))} ";
        return $"""
            {groups}SELECT COALESCE(SUM(Lost), 0), COUNT(CASE WHEN Lost > 0 THEN 1 END), COUNT(CASE WHEN Lost = Every THEN 1 END), COALESCE(SUM(Every), 0), COUNT(*)
            FROM (SELECT SUM(CASE WHEN Aaguid IN ({List(0, models)}) THEN 1 ELSE 0 END) AS Lost, COUNT(*) AS Every FROM SecurityKey
            WHERE {(of == 0 ? "" : $"UserId IN ({People("Meant")}) AND ")}{(butNot == 0 ? "" : $"UserId NOT IN ({People("Other")}) AND ")}{Living} GROUP BY UserId) AS Person
            """;
    }

    /// <summary>Adds ids to the arguments, filled up by repetition: few statements to keep prepared, however many ids there are.</summary>
    /// <returns>How many were added.</returns>
    public static int Fill(List<object?> arguments, IReadOnlyList<Guid> ids)
    {
        var size = Fewest;
        while (size < ids.Count)
            size *= Fewest;
        // No list at all is one of an id that nothing has.
        arguments.AddRange(Enumerable.Range(0, size).Select(index => (object?)(ids.Count == 0 ? Guid.Empty.ToString("N") : ids[Math.Min(index, ids.Count - 1)])));
        return size;
    }

    // The groups with those nested in them, in spite of cycles. CROSS JOIN keeps SQLite from beginning at the members.
    private static string Closure(string name, int first, int count) =>
        $"{name} (Id) AS (SELECT Id FROM DirectoryGroup WHERE Id IN ({List(first, count)}) UNION SELECT m.MemberId FROM {name} t CROSS JOIN Membership m WHERE m.GroupId = t.Id AND m.MemberIsGroup)";

    // Their members, and whose primary group is one of them.
    private static string People(string name) =>
        $"SELECT m.MemberId FROM {name} t CROSS JOIN Membership m WHERE m.GroupId = t.Id AND NOT m.MemberIsGroup "
        + $"UNION ALL SELECT a.Id FROM {name} t CROSS JOIN DirectoryGroup g CROSS JOIN Account a WHERE g.Id = t.Id AND a.Domain = g.Domain AND a.PrimaryGroupSid = g.Sid";

    private static string List(int first, int count) => string.Join(", ", Enumerable.Range(first, count).Select(index => string.Create(CultureInfo.InvariantCulture, $"@p{index}")));
}
